"""Killed at random moments while events, requests and mails come in: what was acknowledged is there, told once."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.house import House
from tests.kill.senders import Sender, by_mail, over_http
from tests.live_server import wait_until
from tests.peers.mail_relay import MailRelay

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TIMES = 20
HURRY_AFTER = 180
PATIENCE = 15
ROLES = ("web", "worker", "mail", "database")


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


def test_nothing_acknowledged_is_lost_and_nothing_is_told_twice(house: House, relay: MailRelay) -> None:
    seeded = house.open()
    senders = {
        "events": over_http(house.url, "/v2/enqueue", lambda name: _event(seeded["routing_key"], name), lambda _: {}),
        "creates": over_http(
            house.url,
            "/api/v1/cases/open_case",
            lambda name: {"title": f"Help {name}"},
            lambda name: _keys(seeded, name),
        ),
        "mails": by_mail(house.mail_port),
    }
    for sender in senders.values():
        sender.start()
    _let_them_work(senders)
    _kill_at_random(house, senders, relay)
    _let_them_work(senders)
    for sender in senders.values():
        sender.end()

    wait_until(lambda: _is_idle(house), seconds=180, what="the work that was left")
    assert not house.ask("SELECT task, error FROM work_duework WHERE parked_at IS NOT NULL")
    _all_is_there(house, senders)
    _told_once(house, senders["mails"], relay)


def _let_them_work(senders: dict[str, Sender]) -> None:
    for name, sender in senders.items():
        enough = len(sender.acknowledged) + TIMES
        wait_until(lambda sender=sender, enough=enough: len(sender.acknowledged) >= enough, seconds=90, what=name)


def _kill_at_random(house: House, senders: dict[str, Sender], relay: MailRelay) -> None:
    """Each role so often, in a random order; mostly after it has come back and worked, else while it starts."""
    left = Counter(dict.fromkeys(ROLES, TIMES))
    goals = {role: random.randint(1, 5) for role in ROLES}
    since = dict.fromkeys(ROLES, time.monotonic())
    hurry = time.monotonic() + HURRY_AFTER
    while left.total():
        now = time.monotonic()
        patience = PATIENCE if now < hurry else 2
        work = _work(senders, relay)
        ready = [role for role in ROLES if left[role] and (work[role] >= goals[role] or now > since[role] + patience)]
        if not ready:
            time.sleep(0.02)
            continue
        role = random.choice(ready)
        time.sleep(random.uniform(0, 0.5))
        house.kill(role)
        left[role] -= 1
        goals[role], since[role] = _work(senders, relay)[role] + random.randint(1, 5), time.monotonic()


def _work(senders: dict[str, Sender], relay: MailRelay) -> dict[str, int]:
    """How much each role has done, as the outside can see it."""
    creates, by_mail = len(senders["creates"].acknowledged), len(senders["mails"].acknowledged)
    return {"web": creates, "mail": by_mail, "worker": len(relay.mails), "database": creates + by_mail}


def _event(routing_key: str, name: str) -> dict[str, object]:
    payload = {"summary": f"{name} is down", "source": "probe", "severity": "critical"}
    return {"routing_key": routing_key, "event_action": "trigger", "dedup_key": name, "payload": payload}


def _keys(seeded: dict[str, str], name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {seeded['token']}", "Idempotency-Key": name}


def _is_idle(house: House) -> bool:
    ((due,),) = house.ask("SELECT count(*) FROM work_duework WHERE parked_at IS NULL AND run_at < now()")
    return due == 0


def _all_is_there(house: House, senders: dict[str, Sender]) -> None:
    cases = Counter(title.removeprefix("Help ") for (title,) in house.ask("SELECT title FROM cases_case"))
    alerts = Counter(name for (name,) in house.ask("SELECT dedup_key FROM alerts_alert"))
    found = {"events": alerts, "creates": cases, "mails": cases}
    for name, sender in senders.items():
        assert not sender.refused, sender.refused[:3]
        assert [one for one in sender.acknowledged if found[name][one] != 1] == [], name
        assert max(found[name].values()) == 1
    unjoined = """SELECT dedup_key FROM alerts_alert WHERE id NOT IN (SELECT alert_id FROM paging_joinedalert)"""
    assert house.ask(unjoined) == []


def _told_once(house: House, mails: Sender, relay: MailRelay) -> None:
    """One message each; a second copy only of what a killed process left in doubt, under the same Message-ID."""
    told = Counter((tuple(sorted(to)), str(mail["Message-ID"])) for to, mail in relay.mails)
    messages = Counter(to for to, _id in told)
    for name in mails.acknowledged:
        assert messages[f"{name}@customers.example",] == 1, name
    assert messages["omar@fernhill.example",] == house.ask("SELECT count(*) FROM paging_page")[0][0] == 1
    in_doubt = dict(house.ask("SELECT message_id, repeats FROM channels_delivery WHERE repeats > 0"))
    assert {id: copies for (_to, id), copies in told.items() if copies > 1 + in_doubt.get(id, 0)} == {}
    assert house.ask("SELECT state FROM channels_delivery WHERE state <> 'told'") == []
