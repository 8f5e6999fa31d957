"""An incident's channel: when there is one, what it may show, and what happens when Slack is busy or refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import connect_slack
from tests.peers.mail_relay import MailRelay
from tests.peers.slack import Slack

from andon.catalog.models import Service
from andon.connections.models import Connection, OutgoingDelivery
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.set_severity import set_severity
from andon.incidents.actions.take_duty import take_duty
from andon.incidents.models import Incident
from andon.people.models import User
from andon.timeline.models import RecordedFact
from andon.work.engine.inline import run_due_work

pytestmark = pytest.mark.django_db
Declare = Callable[..., Incident]


@pytest.fixture
def declare(slack: Slack, checkout: Service, alice: User, omar: User, relay: MailRelay) -> Declare:
    def make(title: str = "Cards are refused", severity: str = "critical") -> Incident:
        made = declare_incident(title=title, services=[checkout], severity=severity, by=alice.actor)
        run_due_work()
        return made

    return make


def change(**settings: Any) -> Connection:
    connection = Connection.objects.get()
    connection.settings |= settings
    connection.save()
    return connection


def opened(client: Client, incident: Incident) -> str:
    return client.get(reverse("incidents:incident", args=[incident.ref])).content.decode()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client: Client, incident: Incident) -> int:
    address = reverse("slack:open_slack_channel", args=[incident.ref, Connection.objects.get().id])
    return int(client.post(address).status_code)


def test_only_severities_of_the_rule_and_one_that_becomes_worse(slack: Slack, declare: Declare, omar: User) -> None:
    incident = declare(severity="minor")
    assert slack.channels == {}
    set_severity(incident, severity="critical", by=omar.actor)
    set_severity(incident, severity="major", by=omar.actor)
    run_due_work()
    assert slack.channel.private
    assert slack.channel.said[1:] == ["_Omar Haddad set the severity from Critical to Major_"]


def test_the_button_makes_one_once(slack: Slack, declare: Declare, alice: User) -> None:
    incident, client = declare(severity="minor"), signed_in(alice)
    assert "Channel in Slack" in opened(client, incident)
    for _twice in range(2):
        assert ask(client, incident) == 302
    run_due_work()
    assert slack.channel.name == f"inc-{incident.number}-cards-are-refused"
    screen = opened(client, incident)
    assert f"https://slack.com/app_redirect?channel={slack.channel.id}&amp;team=T0FERN" in screen
    assert "Its channel in Slack was made" in screen
    assert RecordedFact.objects.filter(kind="slack.SlackChannelAsked").count() == 1


def test_the_endpoint(slack: Slack, declare: Declare, alice: User, rita: User, api: Callable[..., Any]) -> None:
    incident = declare(severity="minor")
    path = f"/incidents/{incident.ref}/open_slack_channel"
    assert api(rita).post(path).status_code == 403
    assert api(alice).post(path).json()["channel"] == ""
    run_due_work()
    assert api(alice).post(path).json()["channel"] == slack.channel.id
    assert api(alice).post(path, {"connection": str(incident.id)}).status_code == 422
    Connection.objects.all().delete()
    assert "connection" in str(api(alice).post(path).json()["errors"])


def test_who_only_reads_makes_none_and_sees_no_button(declare: Declare, rita: User) -> None:
    incident, client = declare(severity="minor"), signed_in(rita)
    assert "Slack" not in opened(client, incident)
    assert ask(client, incident) == 403
    assert ask(Client(), incident) == 302
    assert not OutgoingDelivery.objects.exists()


def test_a_paused_workspace_makes_none(slack: Slack, declare: Declare, alice: User, ada: User) -> None:
    from andon.connections.actions.pause_connection import pause_connection

    pause_connection(Connection.objects.get(), by=ada.actor)
    incident = declare()
    assert "Slack" not in opened(signed_in(alice), incident)
    assert ask(signed_in(alice), incident) == 302
    assert not OutgoingDelivery.objects.exists()


def test_a_name_that_is_taken_gets_a_suffix(slack: Slack, declare: Declare) -> None:
    from tests.peers.slack import Channel

    incident = declare(severity="minor")
    name = f"inc-{incident.number}-cards-are-refused"
    for number, taken in enumerate((name, f"{name}-2")):
        slack.channels[f"C{number}"] = Channel(f"C{number}", taken, private=False)
    set_severity(incident, severity="major", by=incident.duties.get().user.actor)
    run_due_work()
    assert [channel.name for channel in slack.channels.values()][-1] == f"{name}-3"


def test_one_that_was_made_while_the_answer_was_lost_is_ours(slack: Slack, declare: Declare, move_clock: Any) -> None:
    slack.lose.add("conversations.create")
    declare()
    assert OutgoingDelivery.objects.filter(state="sent").count() == 0
    move_clock.forward(minutes=1)
    assert len(slack.asked("conversations.create")) == 2
    assert slack.channel.messages[0].pinned


def test_only_what_the_connection_allows_stands_in_the_channel(slack: Slack, declare: Declare, omar: User) -> None:
    change(mirror=["customer", "agents"], private=False)
    incident = declare()
    assert not slack.channel.private
    for seen_by in ("engineering", "agents", "customer"):
        post_on_line(incident, body=f"for {seen_by}", seen_by=seen_by, by=omar.actor)
    run_due_work()
    assert [said.splitlines()[1] for said in slack.channel.said[1:]] == ["for agents", "for customer"]
    # What is allowed no more does not leave, though it was planned before.
    change(mirror=["customer"])
    post_on_line(incident, body="late", seen_by="agents", by=omar.actor)
    run_due_work()
    assert len(slack.channel.said) == 3


def test_how_many_are_hit_is_for_channels_that_agents_words_may_stand_in(
    slack: Slack, declare: Declare, dana: Any, care: Any, alice: User
) -> None:
    from tests.cast import NOBODY

    from andon.cases.actions.open_case import open_case
    from andon.cases.case_in import CaseIn

    incident = declare()
    given = CaseIn(title="My card", body="x", team=care, contact=dana, owner=alice, verified=True, receipt=False)
    link_cases(incident, [open_case(given, by=NOBODY)], by=alice.actor)
    run_due_work()
    assert "1 case from 1 account, 1 of them strategic. EUR 640k a year." in str(slack.channel.messages[0].blocks)
    change(mirror=["customer"])
    take_duty(incident, user=alice, kind="commander", by=alice.actor)
    run_due_work()
    assert "640k" not in str(slack.channel.messages[0].blocks)
    assert "Alice Moreau" in str(slack.channel.messages[0].blocks)


def test_who_takes_a_duty_later_is_asked_in_once(slack: Slack, declare: Declare, mei: User, bob: User) -> None:
    incident = declare()
    take_duty(incident, user=mei, kind="commander", by=mei.actor)
    take_duty(incident, user=mei, kind="responder", by=mei.actor)
    # Nobody over there has Bob's address.
    take_duty(incident, user=bob, kind="responder", by=mei.actor)
    run_due_work()
    assert slack.channel.members == ["U0ALICE", "U0MEI"]
    assert len(slack.asked("conversations.invite")) == 2
    assert not OutgoingDelivery.objects.exclude(state="sent").exists()


def test_a_busy_slack_is_asked_again_when_it_says_and_order_is_kept(
    slack: Slack, declare: Declare, omar: User, move_clock: Any
) -> None:
    incident = declare()
    slack.refuse["chat.postMessage"] = [(429, 40)]
    post_on_line(incident, body="first", seen_by="agents", by=omar.actor)
    post_on_line(incident, body="second", seen_by="agents", by=omar.actor)
    run_due_work()
    assert len(slack.channel.said) == 1
    move_clock.forward(seconds=30)
    assert len(slack.channel.said) == 1
    move_clock.forward(seconds=15)
    assert [said.splitlines()[1] for said in slack.channel.said[1:]] == ["first", "second"]


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "fatal_error"])
def test_not_ok_for_a_while_is_tried_again(code: str, slack: Slack, declare: Declare, move_clock: Any) -> None:
    slack.refuse["conversations.create"] = [code]
    declare()
    assert slack.channels == {}
    move_clock.forward(minutes=1)
    assert slack.channel.messages[0].pinned


def test_not_ok_for_good_is_shown_and_the_button_tries_again(
    slack: Slack, declare: Declare, alice: User, move_clock: Any
) -> None:
    slack.refuse["conversations.create"] = ["restricted_action"]
    incident = declare()
    parked = OutgoingDelivery.objects.get(kind="channel")
    assert (parked.state, parked.error) == ("parked", "restricted_action")
    assert ask(signed_in(alice), incident) == 302
    run_due_work()
    assert slack.channel.messages[0].pinned
    assert not OutgoingDelivery.objects.exclude(state="sent").exists()


def test_a_token_that_was_revoked_pauses_the_connection(slack: Slack, declare: Declare) -> None:
    slack.refuse["conversations.create"] = ["token_revoked"]
    declare()
    connection = Connection.objects.get()
    assert (connection.is_paused, connection.paused_why) == (True, "refused")


def test_two_workspaces_have_a_channel_each_and_hear_each_other(
    slack: Slack, declare: Declare, omar: User, settings: Any
) -> None:
    other = Slack().start()
    connect_slack(other)
    incident = declare()
    assert slack.channel.name == other.channel.name == f"inc-{incident.number}-cards-are-refused"
    slack.write(slack.channel.id, "U0OMAR", "From the first")
    run_due_work()
    assert other.channel.said[-1] == "*Omar Haddad* :wrench: _Engineering_\nFrom the first"
    assert len(slack.channel.said) == 1
    other.stop()
    assert other.faults == []
