"""How many events and cases a second one web process takes, beside what the database alone takes."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.people.actions.create_token import create_token
from andon.people.models import Team, User

from .client import Load, post_for
from .company import BY
from .house import BASE_URL
from .processes import running
from .yardstick import yardstick_of

SECONDS, LINES = 5, 8000


@dataclass(frozen=True, slots=True)
class Measured:
    what: str
    clients: int
    ours: Load
    pgbench: float
    items: int = 1

    @property
    def per_second(self) -> float:
        return self.ours.per_second * self.items

    @property
    def share(self) -> float:
        """Of what pgbench writes one by one, with as many clients."""
        return self.per_second / self.pgbench


def writing(home: Path, agent: User) -> Iterator[Measured]:
    """Events through the events door, and cases through the API: alone and a hundred at once."""
    team = Team.objects.order_by("name")[0]
    (service,) = put_services([ServiceIn(slug="bench", name="Bench", owner=team)], by=BY)
    _key, routing_key = create_integration_key(service, name="Bench", by=BY)
    _token, token = create_token(name="Bench", scopes=("read", "write"), by=BY, user=agent)

    def event(number: int) -> dict[str, Any]:
        payload = {"summary": "Checkout is slow", "source": "prometheus", "severity": "warning"}
        name = f"{time.time_ns()}-{number}"
        return {"routing_key": routing_key, "event_action": "trigger", "dedup_key": name, "payload": payload}

    def case(number: int) -> dict[str, Any]:
        return {"title": f"Order {number} is late", "body": "It was promised for today.", "email": "p1@a1.example"}

    with running(home, "web"):
        yield from _measure("event (POST /v2/enqueue)", home, "/v2/enqueue", event, {}, (1, 64))
        sign = {"Authorization": f"Bearer {token}"}
        yield from _measure(
            "case (POST /api/v1/cases/open_case)", home, "/api/v1/cases/open_case", case, sign, (1, 16, 64)
        )
        yield _measure_batches(home, case, sign)
        for streams in (1, 4):
            yield _measure_bulk(home, case, sign, streams)


def _measure(
    what: str, home: Path, path: str, body: Any, headers: Mapping[str, str], levels: tuple[int, ...]
) -> Iterator[Measured]:
    def one() -> None:
        answer = httpx.post(f"{BASE_URL}{path}", json=body(-1), headers=dict(headers), timeout=30)
        assert answer.status_code in (200, 202), answer.text

    one()
    yardstick = yardstick_of(one)
    for clients in levels:
        alone = yardstick.run(home, clients=clients, seconds=SECONDS)
        ours = post_for(SECONDS, f"{BASE_URL}{path}", body, clients=clients, headers=headers)
        assert set(ours.statuses) <= {200, 202}, ours.statuses
        yield Measured(what, clients, ours, alone)


def _measure_batches(home: Path, case: Any, headers: Mapping[str, str]) -> Measured:
    path, items, clients = "/api/v1/cases/open_cases", 100, 4

    def body(number: int) -> dict[str, Any]:
        return {"items": [case(number * items + at) for at in range(items)]}

    def one() -> None:
        httpx.post(f"{BASE_URL}/api/v1/cases/open_case", json=case(-1), headers=dict(headers)).raise_for_status()

    alone = yardstick_of(one).run(home, clients=clients, seconds=SECONDS)
    ours = post_for(SECONDS, f"{BASE_URL}{path}", body, clients=clients, headers=headers)
    assert set(ours.statuses) == {200}, ours.statuses
    return Measured("cases, 100 a request (POST …/open_cases)", clients, ours, alone, items)


def _measure_bulk(home: Path, case: Any, headers: Mapping[str, str], streams: int) -> Measured:
    """Lines of /bulk/cases that were answered, beside pgbench with the rows of fifty cases in each statement."""

    def one() -> None:
        httpx.post(f"{BASE_URL}/api/v1/cases/open_case", json=case(-1), headers=dict(headers)).raise_for_status()

    alone = 50 * yardstick_of(one, times=50).run(home, clients=streams, seconds=SECONDS)
    with ThreadPoolExecutor(streams) as crowd:
        began = time.monotonic()
        answered = sum(crowd.map(lambda _: _stream(case, headers, LINES // streams), range(streams)))
        took = time.monotonic() - began
    load = Load(answered / took, 0, 0, Counter({200: answered}))
    return Measured("cases, a line each (POST /api/v1/bulk/cases), pgbench: 50 a statement", streams, load, alone)


def _stream(case: Any, headers: Mapping[str, str], count: int) -> int:
    # So many lines, not so many seconds: connections hold more than is taken in a while.
    lines = b"".join(json.dumps(case(number)).encode() + b"\n" for number in range(count))
    sent = dict(headers) | {"Content-Type": "application/x-ndjson"}
    answer = httpx.post(f"{BASE_URL}/api/v1/bulk/cases", content=lines, headers=sent, timeout=120)
    told = [json.loads(line)["status"] for line in answer.text.splitlines()]
    assert set(told) == {200}, set(told)
    return len(told)
