"""Who answers slowly elsewhere holds up calls, and nothing else."""

import threading
from collections.abc import Iterator

import pytest
from tests.live_server import wait_until

from andon.work.engine.side_by_side import run_side_by_side
from andon.work.lanes import CALL, LANES, MAIL_IN
from andon.work.models import DueWork
from andon.work.plan import plan
from andon.work.tasks import task

_slow = threading.Event()


@task("tests.call", lane=CALL, io=True)
def call() -> None:
    _slow.wait(30)


@task("tests.mail", lane=MAIL_IN)
def mail() -> None:
    pass


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    stop = threading.Event()
    options = {"threads": 2, "calls": 2, "stop": stop}
    thread = threading.Thread(target=run_side_by_side, args=(LANES,), kwargs=options)
    thread.start()
    yield
    _slow.set()
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def test_slow_calls_hold_up_no_mail(worker: None) -> None:
    for _ in range(20):
        plan(call, {})
    wait_until(lambda: DueWork.objects.filter(task="tests.call").exclude(lease=None).count() == 2)
    plan(mail, {})
    wait_until(lambda: not DueWork.objects.filter(task="tests.mail").exists())
    assert DueWork.objects.filter(task="tests.call").count() == 20
