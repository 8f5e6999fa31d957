"""Those who mend live in Slack: each incident has its channel there, and the line is one on both sides."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.catalog.models import Service
from andon.channels.models import Delivery
from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.conversations.models import Message
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Incident
from andon.integrations.slack.actions.add_slack_way import add_slack_way
from andon.integrations.slack.direct import DirectMessage
from andon.notifications.actions.try_contact_methods import try_contact_methods
from andon.notifications.models import ContactMethod
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Policy
from andon.people.models import User
from tests.peers.mail_relay import MailRelay
from tests.peers.slack import BOT_ID, BOT_USER, Channel, Slack

pytestmark = pytest.mark.django_db
Work = Callable[[], int]
Monitor = Callable[..., list[Any]]


@pytest.fixture
def incident(
    slack: Slack, alice: User, checkout: Service, on_call: Policy, relay: MailRelay, run_due_work: Work
) -> Incident:
    """Declared by Alice; its channel is there."""
    made = declare_incident(title="Cards are refused", services=[checkout], severity="critical", by=alice.actor)
    run_due_work()
    return made


def on_line() -> list[tuple[str, str, str, str]]:
    """Who wrote what, for whom, and where."""
    said = Message.objects.filter(thread__subject_kind="incident").order_by("written_at", "id")
    return [(one.author_name, one.body, one.seen_by, one.channel) for one in said]


def became_of_it() -> tuple[str, str]:
    last = IncomingDelivery.objects.latest("id")
    return last.state, last.why


def test_an_incident_gets_its_channel_with_those_who_work_on_it(slack: Slack, incident: Incident) -> None:
    channel = slack.channel
    assert (channel.name, channel.private) == (f"inc-{incident.number}-cards-are-refused", True)
    assert set(channel.members) == {"U0ALICE", "U0OMAR"}
    head = channel.messages[0]
    assert head.pinned
    assert f"{incident.ref} Cards are refused" in head.text
    fields = [one["text"] for block in head.blocks for one in block.get("fields", [])]
    assert "*State*\nCritical, nobody is on it yet" in fields
    assert "*Service*\nCheckout" in fields
    assert not OutgoingDelivery.objects.exclude(state="sent").exists()


def test_omar_writes_in_slack_alice_reads_it_on_the_line_and_answers(
    slack: Slack, incident: Incident, alice: User, run_due_work: Work
) -> None:
    slack.write(slack.channel.id, "U0OMAR", "The bank times out &amp; <https://status.bank.example|says so>")
    run_due_work()
    words = "The bank times out & says so (https://status.bank.example)"
    assert on_line() == [("Omar Haddad", words, "engineering", "slack")]
    post_on_line(incident, body="Which <cards>?", seen_by="agents", by=alice.actor)
    run_due_work()
    assert slack.channel.said[-1] == "*Alice Moreau* :lock: _Agents_\nWhich &lt;cards&gt;?"
    # It is no news to us that our own message stands there, whether we are told so or not.
    before = len(slack.channel.messages)
    slack.write(slack.channel.id, BOT_USER, "Which <cards>?", bot_id=BOT_ID)
    run_due_work()
    assert became_of_it() == ("ignored", "our own, or another program's")
    assert (len(on_line()), len(slack.channel.messages)) == (2, before)


def test_the_same_event_twice_changes_nothing(slack: Slack, incident: Incident, run_due_work: Work) -> None:
    channel = slack.channel.id
    event = {"type": "message", "channel": channel, "user": "U0OMAR", "text": "Rolled back", "ts": "1790000999.000100"}
    for _thrice in range(3):
        assert slack.event(event, id="Ev1") == 200
        run_due_work()
    # Told anew under another name, as after a lost connection.
    assert slack.event(event, id="Ev2") == 200
    run_due_work()
    assert became_of_it() == ("ignored", "known already")
    assert [body for _who, body, _seen_by, _where in on_line()] == ["Rolled back"]


def test_a_lock_makes_it_an_agents_message(slack: Slack, incident: Incident, run_due_work: Work) -> None:
    slack.write(slack.channel.id, "U0OMAR", ":lock: Tell them to use PayPal")
    slack.write(slack.channel.id, "U0OMAR", "agents: until ten")
    run_due_work()
    assert [(body, seen_by) for _who, body, seen_by, _where in on_line()] == [
        ("Tell them to use PayPal", "agents"),
        ("until ten", "agents"),
    ]


def test_who_is_called_by_name_is_called_there(
    slack: Slack, incident: Incident, alice: User, omar: User, run_due_work: Work
) -> None:
    slack.write(slack.channel.id, "U0OMAR", "<@U0ALICE> which cards?")
    run_due_work()
    assert on_line()[0][1] == "@Alice Moreau which cards?"
    assert Message.objects.get().mentions == [alice.id]
    post_on_line(incident, body="@Omar Haddad: all of them", seen_by="agents", by=alice.actor)
    run_due_work()
    assert slack.channel.said[-1].endswith("\n<@U0OMAR>: all of them")


def test_what_slack_repeats_of_our_words_is_not_kept(
    slack: Slack, incident: Incident, omar: User, run_due_work: Work
) -> None:
    post_on_line(incident, body="the password is swordfish", seen_by="engineering", by=omar.actor)
    run_due_work()
    assert "swordfish" in slack.channel.said[-1]
    assert not [row for row in OutgoingDelivery.objects.all() if "swordfish" in f"{row.answer}{row.content}"]


def test_strangers_are_told_once_that_nothing_of_theirs_arrives(
    slack: Slack, incident: Incident, rita: User, run_due_work: Work
) -> None:
    slack.join("U0EVE", "eve@elsewhere.example")
    for user in ("U0EVE", "U0EVE", "U0RITA"):
        slack.write(slack.channel.id, user, "Me too")
        run_due_work()
        assert became_of_it() == ("ignored", "of nobody who may write on the line")
    assert on_line() == []
    assert [user for _channel, user, _text in slack.private] == ["U0EVE", "U0RITA"]
    assert "does not reach the line" in slack.private[0][2]


@pytest.mark.parametrize(
    "odd", [{"is_bot": True}, {"deleted": True}, {"is_stranger": True}, {"is_email_confirmed": False}]
)
def test_whose_address_is_not_proved_writes_nothing(
    odd: dict[str, Any], slack: Slack, incident: Incident, omar: User, run_due_work: Work
) -> None:
    slack.people.pop("U0OMAR")
    slack.join("U0FAKE", omar.email, **odd)
    slack.write(slack.channel.id, "U0FAKE", "I am Omar")
    run_due_work()
    assert on_line() == []


def test_who_left_writes_nothing_though_slack_still_knows_her(
    slack: Slack, incident: Incident, omar: User, run_due_work: Work
) -> None:
    slack.write(slack.channel.id, "U0OMAR", "Here")
    run_due_work()
    User.objects.filter(pk=omar.pk).update(is_active=False)
    slack.write(slack.channel.id, "U0OMAR", "Still here")
    run_due_work()
    assert len(on_line()) == 1


def test_threads_corrections_and_files(slack: Slack, incident: Incident, run_due_work: Work) -> None:
    channel = slack.channel.id
    first = slack.write(channel, "U0OMAR", "It is the bank")
    run_due_work()
    slack.write(channel, "U0OMAR", "it was", thread_ts=first)
    slack.write(channel, "U0OMAR", "agents: not for their eyes", thread_ts=first)
    slack.change(channel, "U0OMAR", first, "It is the bank", "It is our proxy")
    slack.change(channel, "U0OMAR", first, "It is our proxy", "It is our proxy")
    file = {"name": "trace.txt", "permalink": "https://fernhill.slack.com/files/F1"}
    slack.write(channel, "U0OMAR", "", subtype="file_share", files=[file])
    slack.event({"type": "message", "subtype": "message_deleted", "channel": channel, "deleted_ts": first})
    slack.event({"type": "message", "subtype": "channel_join", "channel": channel, "user": "U0OMAR"})
    run_due_work()
    assert [body for _who, body, _seen_by, _where in on_line()] == [
        "It is the bank",
        "> Omar Haddad: It is the bank\n\nit was",
        # What is answered is engineering's; agents who read the reply do not read it.
        "not for their eyes",
        "Corrected: It is our proxy",
        "trace.txt: https://fernhill.slack.com/files/F1",
    ]
    # Nothing of it goes back to where it came from.
    assert not OutgoingDelivery.objects.filter(kind="line").exists()


def test_what_changes_is_said_and_the_pinned_message_stays_true(
    slack: Slack, incident: Incident, omar: User, move_clock: MoveClock, run_due_work: Work
) -> None:
    from datetime import timedelta

    from andon.incidents.actions.mitigate_incident import mitigate_incident
    from andon.incidents.actions.resolve_incident import resolve_incident
    from andon.incidents.actions.set_eta import set_eta
    from andon.incidents.actions.set_severity import set_severity
    from andon.kit import clock

    set_eta(incident, expected_at=clock.now() + timedelta(hours=1), why="the bank says", by=omar.actor)
    set_severity(incident, severity="minor", by=omar.actor)
    mitigate_incident(incident, by=omar.actor)
    resolve_incident(incident, by=omar.actor)
    run_due_work()
    said = slack.channel.said
    assert any("A fix is expected: <!date^" in one for one in said)
    assert "_Omar Haddad set the severity from Critical to Minor_" in said
    assert "_Omar Haddad: it hurts no more_" in said
    assert said[-1] == "_Omar Haddad resolved it_"
    fields = [one["text"] for block in slack.channel.messages[0].blocks for one in block.get("fields", [])]
    assert "*State*\nMinor, resolved" in fields
    assert any("the bank says" in one for one in fields)


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
