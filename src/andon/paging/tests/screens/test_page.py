"""A run of pages, for staff."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.page_next import page_next
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Escalation, Page, Policy
from andon.paging.rules.why import Why
from andon.people.models import User
from andon.timeline.actor import Actor

Browse = Callable[[User], Client]


def test_who_was_paged_and_how_it_went(run: Escalation, browse: Browse, omar: User) -> None:
    for ref in (run.id, Page.objects.get().id):
        shown = browse(omar).get(reverse("paging:page", args=[ref])).content.decode()
        for said in (
            "Checkout is slow",
            "Omar Haddad",
            "omar@fernhill.example",
            "taken by the mail server",
            "I have it",
        ):
            assert said in shown


def test_a_failed_message_says_why(
    on_call: object,
    monitor: Callable[..., object],
    relay: MailRelay,
    run_due_work: Callable[[], int],
    browse: Browse,
    omar: User,
) -> None:
    relay.behave = "refuse"
    monitor("trigger", "slow")
    run_due_work()
    shown = browse(omar).get(reverse("paging:page", args=[Escalation.objects.get().id])).content.decode()
    assert "failed" in shown


def test_a_responder_answers(run: Escalation, browse: Browse, omar: User) -> None:
    answer = browse(omar).post(reverse("paging:acknowledge", args=[run.id]))
    assert answer.status_code == 302
    run.refresh_from_db()
    assert run.acknowledged_by == omar
    assert "You have it" in browse(omar).get(answer["Location"]).content.decode()


def test_an_agent_hurries_but_does_not_answer_for_engineers(
    run: Escalation, browse: Browse, alice: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    shown = browse(alice).get(reverse("paging:page", args=[run.id])).content.decode()
    assert "I have it" not in shown
    assert browse(alice).post(reverse("paging:acknowledge", args=[run.id])).status_code == 403
    assert browse(alice).post(reverse("paging:escalate_now", args=[run.id])).status_code == 302
    run_due_work()
    assert len(relay.to("ines@fernhill.example")) == 1


def test_what_a_monitor_acknowledged_names_nobody(run: Escalation, browse: Browse, omar: User) -> None:
    acknowledge(run, by=Actor.integration(new_id()))
    assert "The monitor says" in browse(omar).get(reverse("paging:page", args=[run.id])).content.decode()


def test_late_acts_on_what_is_over_are_said(run: Escalation, browse: Browse, omar: User) -> None:
    from andon.paging.actions.end_escalation import end_escalation

    end_escalation(run.subject, by=NOBODY)
    for name in ("acknowledge", "escalate_now"):
        answer = browse(omar).post(reverse(f"paging:{name}", args=[run.id]), follow=True)
        assert "over already" in answer.content.decode()


@pytest.mark.parametrize("name", ["page", "acknowledge", "escalate_now"])
def test_who_may_only_read_and_strangers_stay_out(name: str, run: Escalation, browse: Browse, rita: User) -> None:
    act = "get" if name == "page" else "post"
    address = reverse(f"paging:{name}", args=[run.id])
    assert getattr(browse(rita), act)(address).status_code == 403
    assert getattr(Client(), act)(address).status_code == 302
    wrong = "post" if name == "page" else "get"
    assert getattr(browse(rita), wrong)(address).status_code == 405


def test_an_unknown_one_is_missing(browse: Browse, omar: User) -> None:
    assert browse(omar).get(reverse("paging:page", args=[new_id()])).status_code == 404


def test_the_list_says_who_was_paged_and_who_has_it(run: Escalation, browse: Browse, omar: User, alice: User) -> None:
    shown = browse(alice).get(reverse("paging:pages")).content.decode()
    for said in ("Checkout is slow", "Omar Haddad", "nobody has answered"):
        assert said in shown
    acknowledge(run, by=omar.actor)
    assert "nobody has answered" not in browse(alice).get(reverse("paging:pages")).content.decode()


def test_the_list_is_flat_and_for_those_at_work(
    on_call: Policy, browse: Browse, omar: User, rita: User, django_assert_max_num_queries: Any
) -> None:
    client = browse(omar)
    assert "Nobody was paged yet" in client.get(reverse("paging:pages")).content.decode()
    for count in (3, 30):
        for number in range(count):
            why = Why(headline=f"Number {number}")
            found = start_escalation(Subject("case", new_id()), service=None, why=why, by=NOBODY, policy=on_call)
            assert found
            page_next([found.id])
        with django_assert_max_num_queries(14):
            assert client.get(reverse("paging:pages")).status_code == 200
    assert browse(rita).get(reverse("paging:pages")).status_code == 403
    assert client.post(reverse("paging:pages")).status_code == 405


def test_after_nobody_answered_it_begins_again_when_asked(
    run: Escalation,
    browse: Browse,
    alice: User,
    relay: MailRelay,
    move_clock: MoveClock,
    run_due_work: Callable[[], int],
) -> None:
    for _step in range(2):
        move_clock.forward(minutes=10)
    assert "Page from the start again" in browse(alice).get(reverse("paging:page", args=[run.id])).content.decode()
    assert browse(alice).post(reverse("paging:escalate_now", args=[run.id])).status_code == 302
    run_due_work()
    assert len(relay.to("omar@fernhill.example")) == 2
    run.refresh_from_db()
    assert run.state == "running"


def test_what_cannot_be_delivered_does_not_begin_again_by_itself(
    run: Escalation, relay: MailRelay, move_clock: MoveClock
) -> None:
    relay.behave = "refuse"
    for _step in range(3):
        move_clock.forward(minutes=10)
    run.refresh_from_db()
    assert (run.state, run.turn) == ("exhausted", 2)
