"""Thousands of timers fall due together; worker and database are killed in their middle: each is taken exactly once."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.kill.house import House
from tests.live_server import wait_until
from tests.peers.mail_relay import MailRelay

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TIMERS = 3000
KILLED = ("worker", "database", "worker", "database")
DONE = "SELECT count(*) FROM timeline_recordedfact WHERE kind IN ('paging.EscalationExhausted', 'paging.Paged')"
LEFT = "SELECT count(*) FROM work_duework WHERE parked_at IS NULL AND run_at < now()"


@pytest.fixture
def relay() -> Iterator[MailRelay]:
    made = MailRelay().start()
    yield made
    made.stop()


@pytest.fixture
def house(tmp_path: Path, relay: MailRelay) -> Iterator[House]:
    made = House(tmp_path, relay.port)
    try:
        yield made
    finally:
        made.close()


def test_each_timer_is_taken_once_whoever_dies(house: House, relay: MailRelay) -> None:
    house.open()
    house.run("tests.kill.seed_runs", str(TIMERS))
    for role in KILLED:
        before = _one(house, DONE)
        wait_until(lambda before=before: _one(house, DONE) > before, seconds=90, what="a lot of timers")
        assert _one(house, DONE) < TIMERS, "nothing was left to be killed in the middle of"
        house.kill(role)
    wait_until(lambda: _one(house, DONE) >= TIMERS, seconds=240, what="all timers")
    wait_until(lambda: _one(house, LEFT) == 0, seconds=240, what="the work that was left")
    time.sleep(1)
    _once_each(house)
    _told_once(house, relay)


def _once_each(house: House) -> None:
    assert house.ask("SELECT task, error FROM work_duework WHERE parked_at IS NOT NULL") == []
    assert _one(house, DONE) == TIMERS
    each = "SELECT count(*) FROM timeline_recordedfact WHERE kind = %s GROUP BY subject_id HAVING count(*) > 1"
    for kind in ("paging.EscalationExhausted", "paging.Paged"):
        assert house.ask(each, kind) == []
    states = dict(house.ask("SELECT state, count(*) FROM paging_escalation GROUP BY state"))
    assert states == {"exhausted": TIMERS * 9 // 10, "running": TIMERS // 10}
    assert _one(house, "SELECT count(DISTINCT escalation_id) FROM paging_page") == TIMERS // 10
    assert _one(house, "SELECT count(*) FROM paging_page") == TIMERS // 10
    waiting = "SELECT count(*) FROM work_duework WHERE task = 'paging.take_step' AND run_at > now() AND lease IS NULL"
    assert _one(house, waiting) == TIMERS // 10


def _told_once(house: House, relay: MailRelay) -> None:
    """A second copy only of what a killed process left in doubt, under the same Message-ID."""
    told = Counter(str(mail["Message-ID"]) for _to, mail in relay.mails)
    in_doubt = dict(house.ask("SELECT message_id, repeats FROM channels_delivery WHERE repeats > 0"))
    assert len(told) == TIMERS // 10
    assert {id: copies for id, copies in told.items() if copies > 1 + in_doubt.get(id, 0)} == {}


def _one(house: House, sql: str) -> int:
    for _try in range(200):
        try:
            ((found,),) = house.ask(sql)
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return int(found)
    raise AssertionError("the database does not answer")
