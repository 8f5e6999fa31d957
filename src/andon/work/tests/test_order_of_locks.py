"""Whoever acts on a subject locks it and then plans what is due for it; a task for the subject takes the same order."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from tests.live_server import wait_until

from andon.kit import clock
from andon.work.engine.attempt import attempt
from andon.work.engine.claim import claim
from andon.work.lanes import LANES
from andon.work.models import Blob, DueWork
from andon.work.plan import cancel, plan
from andon.work.tasks import task

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = "subject"


@task("tests.watch")
def watch(*, word: str) -> None:
    Blob.objects.select_for_update().get(sha256=SUBJECT)
    Blob.objects.filter(sha256=SUBJECT).update(size=7)
    plan(watch, {"word": "by the task"}, key="watch", run_at=clock.now() + timedelta(minutes=5))


@pytest.fixture
def subject() -> None:
    Blob.objects.create(sha256=SUBJECT, content=b"", size=0)
    plan(watch, {"word": "first"}, key="watch")


def waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def act_while_the_task_waits(act: Callable[[], None]) -> list[Exception]:
    """Somebody holds the subject, the task comes and waits for it, then she acts on the key and commits."""
    (work,) = claim(LANES, limit=1)
    holds = Event()
    failed: list[Exception] = []

    def run() -> None:
        try:
            assert holds.wait(20)
            attempt(work, raise_errors=True)
        except (DatabaseError, AssertionError) as error:
            failed.append(error)
        finally:
            connection.close()

    worker = Thread(target=run)
    worker.start()
    with transaction.atomic():
        Blob.objects.select_for_update().get(sha256=SUBJECT)
        holds.set()
        wait_until(waiting_for_a_lock, what="the task to come")
        act()
    worker.join(20)
    return failed


def test_who_plans_anew_meanwhile_wins_and_nobody_dies(subject: None) -> None:
    assert act_while_the_task_waits(lambda: plan(watch, {"word": "by her"}, key="watch")) == []
    assert DueWork.objects.get().args == {"word": "by her"}
    assert Blob.objects.get().size == 0


def test_who_cancels_meanwhile_wins_and_nobody_dies(subject: None) -> None:
    assert act_while_the_task_waits(lambda: cancel("watch")) == []
    assert not DueWork.objects.exists()
    assert Blob.objects.get().size == 0


def test_a_task_that_cancels_its_own_key_is_done(subject: None) -> None:
    @task("tests.cancels_itself")
    def cancels_itself() -> None:
        cancel("own")
        Blob.objects.filter(sha256=SUBJECT).update(size=9)

    cancel("watch")
    plan(cancels_itself, {}, key="own")
    (work,) = claim(LANES, limit=1)
    attempt(work, raise_errors=True)
    assert not DueWork.objects.exists()
    assert Blob.objects.get().size == 9
