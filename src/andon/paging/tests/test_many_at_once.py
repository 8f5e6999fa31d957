"""Runs that are due together are taken in few statements, and each goes its own way."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOBODY, person

from andon.catalog.models import Service
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.put_policy import StepIn, TakeTurns, put_policy
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Escalation, Page, Policy
from andon.paging.rules.why import Why
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from andon.work.engine.attempt import attempt_lot
from andon.work.engine.inline import run_due_work
from andon.work.engine.lots import claim_lots
from andon.work.lanes import PAGE
from andon.work.models import DueWork

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relay")]


@pytest.fixture
def people(checkout_team: Team) -> list[User]:
    return [person(name, ("responder", checkout_team)) for name in ("Ann One", "Bob Two", "Cy Three")]


@pytest.fixture
def policy(checkout_team: Team, people: list[User]) -> Policy:
    return put_policy(
        slug="many", name="Many", team=checkout_team, repeat=0, by=NOBODY,
        steps=[StepIn(targets=[people[0]], wait_minutes=5), StepIn(targets=[TakeTurns(people)], wait_minutes=5)],
    )  # fmt: skip


def started(policy: Policy, service: Service, count: int) -> list[Escalation]:
    runs = [
        start_escalation(Subject("test", new_id()), service=service, policy=policy, why=Why(headline="Slow"), by=NOBODY)
        for _ in range(count)
    ]
    return [run for run in runs if run]


def test_summoning_for_many_takes_as_many_statements_as_for_few(policy: Policy, checkout: Service) -> None:
    taken = []
    for count in (3, 30):
        started(policy, checkout, count)
        (lot,) = claim_lots((PAGE,), limit=50)
        assert len(lot) == count
        with CaptureQueriesContext(connection) as queries:
            attempt_lot(lot)
        taken.append(len(queries))
        run_due_work()
    assert taken[0] == taken[1]
    assert Page.objects.count() == 33
    assert Delivery.objects.filter(purpose="page").count() == 33


def test_turns_are_taken_one_after_another(policy: Policy, checkout: Service, people: list[User]) -> None:
    runs = started(policy, checkout, 6)
    run_due_work()
    Escalation.objects.update(next_at=clock.now() - timedelta(seconds=1))
    DueWork.objects.filter(task="paging.take_step").update(run_at=clock.now() - timedelta(seconds=1))
    run_due_work()
    second = Page.objects.filter(step=1, escalation__in=runs)
    assert sorted(second.values_list("user__name", flat=True)) == sorted([user.name for user in people] * 2)


def test_one_that_cannot_be_read_harms_no_other(policy: Policy, checkout: Service) -> None:
    runs = started(policy, checkout, 9)
    Escalation.objects.filter(id=runs[4].id).update(why={"nonsense": 1})
    run_due_work(raise_errors=False)
    assert set(Page.objects.values_list("escalation", flat=True)) == {run.id for run in runs} - {runs[4].id}
    row = DueWork.objects.get(key=f"escalation:{runs[4].id}")
    assert row.attempts >= 1
    assert "TypeError" in row.error


def test_who_was_answered_meanwhile_is_left_out(policy: Policy, checkout: Service, people: list[User]) -> None:
    runs = started(policy, checkout, 4)
    (lot,) = claim_lots((PAGE,), limit=50)
    acknowledge(runs[1], by=people[0].actor)
    attempt_lot(lot)
    assert set(Page.objects.values_list("escalation", flat=True)) == {run.id for run in runs} - {runs[1].id}
    assert Escalation.objects.get(id=runs[1].id).state == "acknowledged"


def test_all_that_nobody_answers_are_said_to_be_through(policy: Policy, checkout: Service) -> None:
    runs = started(policy, checkout, 5)
    for _time in range(3):
        run_due_work()
        Escalation.objects.exclude(next_at=None).update(next_at=clock.now() - timedelta(seconds=1))
        DueWork.objects.filter(task="paging.take_step").update(run_at=clock.now() - timedelta(seconds=1))
    run_due_work()
    through = RecordedFact.objects.filter(kind="paging.EscalationExhausted")
    assert sorted(through.values_list("subject_id", flat=True)) == sorted(run.id for run in runs)
    assert not DueWork.objects.filter(task="paging.take_step").exists()
