"""Due work: at least once, in order, parked when poisoned, re-planned by key."""

from datetime import timedelta

import pytest
from django.db import transaction

from andon.kit import clock
from andon.work.engine.attempt import MOST_ATTEMPTS, attempt
from andon.work.engine.claim import claim, finish
from andon.work.engine.inline import run_due_work
from andon.work.lanes import LANES
from andon.work.models import Blob, DueWork
from andon.work.plan import cancel, plan
from andon.work.tasks import task

pytestmark = pytest.mark.django_db
ran: list[str] = []


@task("tests.note")
def note(*, word: str) -> None:
    ran.append(word)


@task("tests.poison")
def poison(*, word: str) -> None:
    Blob.objects.create(sha256=word, content=b"", size=0)
    raise ValueError(word)


@task("tests.again")
def again(*, left: int) -> None:
    ran.append(str(left))
    if left:
        plan(again, {"left": left - 1}, key="again")


@pytest.fixture(autouse=True)
def _fresh() -> None:
    ran.clear()


def test_runs_what_is_due_and_removes_it() -> None:
    plan(note, {"word": "now"})
    plan(note, {"word": "later"}, run_at=clock.now() + timedelta(minutes=5))
    run_due_work()
    assert ran == ["now"]
    assert DueWork.objects.count() == 1


def test_a_key_is_planned_once_and_replanned() -> None:
    plan(note, {"word": "first"}, key="k")
    plan(note, {"word": "second"}, key="k")
    run_due_work()
    assert ran == ["second"]


def test_a_task_may_plan_its_own_key_again() -> None:
    plan(again, {"left": 2}, key="again")
    run_due_work()
    assert ran == ["2", "1", "0"]


def test_cancelled_work_does_not_run() -> None:
    plan(note, {"word": "no"}, key="k")
    cancel("k")
    run_due_work()
    assert ran == []


def test_one_order_runs_one_at_a_time_in_the_order_planned() -> None:
    for word in "abc":
        plan(note, {"word": word}, order="o")
    assert len(claim(LANES, limit=10)) == 1


def test_a_failure_undoes_its_changes_and_is_tried_again() -> None:
    plan(poison, {"word": "x"})
    run_due_work(raise_errors=False)
    row = DueWork.objects.get()
    assert (row.attempts, row.parked_at, Blob.objects.count()) == (1, None, 0)
    assert "ValueError" in row.error
    assert row.run_at > clock.now()


def test_poison_parks_itself_and_lets_the_next_of_its_order_go() -> None:
    plan(poison, {"word": "x"}, order="o")
    plan(note, {"word": "after"}, order="o")
    DueWork.objects.filter(task="tests.poison").update(attempts=MOST_ATTEMPTS - 1)
    run_due_work(raise_errors=False)
    assert DueWork.objects.get().parked_at is not None
    assert ran == ["after"]


def test_what_kills_its_worker_every_time_is_parked_untried() -> None:
    plan(note, {"word": "killer"})
    DueWork.objects.update(attempts=MOST_ATTEMPTS)
    run_due_work()
    assert ran == []
    assert DueWork.objects.get().parked_at is not None


def test_a_lost_lease_undoes_the_run() -> None:
    plan(note, {"word": "mine"}, key="k")
    (work,) = claim(LANES, limit=1)
    plan(note, {"word": "replanned"}, key="k")
    attempt(work)
    assert ran == []
    assert not finish(work)
    run_due_work()
    assert ran == ["replanned"]


def test_a_dead_workers_lease_ends() -> None:
    plan(note, {"word": "x"})
    claim(LANES, limit=1)
    assert claim(LANES, limit=1) == []
    DueWork.objects.update(leased_until=clock.wall() - timedelta(seconds=1))
    run_due_work()
    assert ran == ["x"]


def test_work_planned_in_a_rolled_back_change_never_was() -> None:
    with transaction.atomic():
        plan(note, {"word": "never"})
        transaction.set_rollback(True)
    run_due_work()
    assert ran == []
