"""People are paged in Slack too, and answer by its buttons."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.channels.models import Delivery
from andon.connections.models import Connection
from andon.integrations.slack.actions.add_slack_way import add_slack_way
from andon.integrations.slack.direct import DirectMessage
from andon.notifications.actions.try_contact_methods import try_contact_methods
from andon.notifications.models import ContactMethod
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Policy
from andon.people.models import User
from tests.peers.mail_relay import MailRelay
from tests.peers.slack import Channel, Slack

pytestmark = pytest.mark.django_db
Work = Callable[[], int]
Monitor = Callable[..., list[Any]]


def paged_in_slack(slack: Slack, user: User, id: str) -> Channel:
    """The direct messages with somebody who chose to be paged there."""
    add_slack_way(user)
    return slack.channels.setdefault(f"D{id}", Channel(f"D{id}", "", private=True))


def buttons(message: Any) -> list[tuple[str, str]]:
    """What each does, and the run that it answers."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [(one["action_id"], one["value"]) for row in rows for one in row]


def shown(message: Any) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


@pytest.fixture
def direct(slack: Slack, omar: User, on_call: Policy, relay: MailRelay) -> Channel:
    return paged_in_slack(slack, omar, "U0OMAR")


def test_a_page_is_acknowledged_from_slack(
    slack: Slack, direct: Channel, omar: User, monitor: Monitor, run_due_work: Work, move_clock: MoveClock,
    relay: MailRelay,
) -> None:  # fmt: skip
    monitor("trigger", "slow")
    run_due_work()
    (page,) = direct.messages
    run = Escalation.objects.get()
    assert buttons(page) == [("page.acknowledge", str(run.id)), ("page.escalate", str(run.id))]
    assert "Checkout is slow" in shown(page)
    assert "http://localhost:8000/page/" in shown(page)
    assert Delivery.objects.get(channel="slack").state == "told"
    assert slack.press("U0OMAR", direct.id, page.ts, *buttons(page)[0]) == 200
    run_due_work()
    run.refresh_from_db()
    assert (run.state, run.acknowledged_by) == ("acknowledged", omar)
    assert "Omar Haddad has it." in shown(page)
    assert [action for action, _run in buttons(page)] == ["page.escalate"]
    assert slack.answers == []
    move_clock.forward(hours=2)
    assert relay.to("ines@fernhill.example") == []
    monitor("resolve", "slow")
    run_due_work()
    assert "It is over." in shown(page)
    assert buttons(page) == []


def test_the_other_button_pages_the_next_one(
    slack: Slack, direct: Channel, monitor: Monitor, run_due_work: Work, relay: MailRelay
) -> None:
    ines = User.objects.get(email="ines@fernhill.example")
    slack.join("U0INES", ines.email)
    others = paged_in_slack(slack, ines, "U0INES")
    monitor("trigger", "slow")
    run_due_work()
    assert others.messages == []
    slack.press("U0OMAR", direct.id, direct.messages[0].ts, *buttons(direct.messages[0])[1])
    run_due_work()
    (second,) = others.messages
    slack.press("U0INES", others.id, second.ts, *buttons(second)[0])
    run_due_work()
    # Each of those who were summoned sees who has it.
    assert "Ines Pacheco has it." in shown(direct.messages[0])
    assert "Ines Pacheco has it." in shown(second)
    # Late is told so, and changes nothing.
    slack.press("U0OMAR", direct.id, direct.messages[0].ts, "page.acknowledge", buttons(second)[0][1])
    run_due_work()
    assert slack.answers[-1]["text"] == "Ines Pacheco has it already."
    assert Escalation.objects.get().acknowledged_by == ines


def test_only_who_may_answers(slack: Slack, direct: Channel, alice: User, monitor: Monitor, run_due_work: Work) -> None:
    monitor("trigger", "slow")
    run_due_work()
    (page,) = direct.messages
    slack.join("U0EVE", "eve@elsewhere.example")
    for user, says in (("U0EVE", "Nobody in Andon has your e-mail address"), ("U0ALICE", "Only responders, leads")):
        slack.press(user, direct.id, page.ts, *buttons(page)[0])
        run_due_work()
        assert says in slack.answers[-1]["text"]
    for value in ("nonsense", str(alice.id)):
        slack.press("U0OMAR", direct.id, page.ts, "page.acknowledge", value)
        run_due_work()
        assert slack.answers[-1]["text"] == "There is no such page any more."
    assert Escalation.objects.get().state == "running"


def test_a_page_that_was_answered_while_its_message_left_says_so(
    slack: Slack, direct: Channel, omar: User, monitor: Monitor, run_due_work: Work
) -> None:
    """The summons left before the answer came; what is noted of the answer must not miss it."""
    monitor("trigger", "slow")
    run_due_work()
    page = Delivery.objects.get(channel="slack")
    acknowledge(Escalation.objects.get(), by=omar.actor)
    run_due_work()
    DirectMessage().hand_over(page)
    run_due_work()
    assert len(direct.messages) == 2
    assert "Omar Haddad has it." in shown(direct.messages[1])


def test_what_slack_refuses_is_on_the_receipt(
    slack: Slack, direct: Channel, monitor: Monitor, run_due_work: Work, relay: MailRelay
) -> None:
    slack.refuse["chat.postMessage"] = ["user_disabled"]
    monitor("trigger", "slow")
    run_due_work()
    failed = Delivery.objects.get(channel="slack")
    assert (failed.state, failed.error) == ("failed", "user_disabled")


def test_a_test_of_the_ways_has_no_buttons(slack: Slack, direct: Channel, omar: User, run_due_work: Work) -> None:
    try_contact_methods(omar)
    run_due_work()
    assert buttons(direct.messages[0]) == []
    assert "this is a test" in shown(direct.messages[0])


def test_how_she_is_paged_shows_slack(slack: Slack, omar: User, bob: User, api: Callable[..., Any]) -> None:
    client = Client()
    client.force_login(omar, backend="django.contrib.auth.backends.ModelBackend")
    screen = reverse("notifications:my_contact_methods")
    assert "Page me in Slack too" in client.get(screen).content.decode()
    for _twice in range(2):
        client.post(reverse("slack:add_slack_way"))
    way = ContactMethod.objects.get(user=omar)
    assert (way.channel, way.address) == ("slack", "T0FERN/U0OMAR")
    after = client.get(screen).content.decode()
    assert "Page me in Slack too" not in after
    assert "a direct message; answer it with its buttons" in after
    assert api(omar).post("/contact_methods/add_slack_way").json()["id"] == str(way.id)
    refused = api(bob).post("/contact_methods/add_slack_way")
    assert (refused.status_code, refused.json()["detail"]) == (
        404,
        "Nobody in Slack has the address bob@fernhill.example.",
    )
    slack.refuse["users.lookupByEmail"] = ["internal_error"]
    assert api(bob).post("/contact_methods/add_slack_way").status_code == 409
    assert api(None).post("/contact_methods/add_slack_way").status_code == 403
    Connection.objects.all().delete()
    assert api(bob).post("/contact_methods/add_slack_way").status_code == 404
