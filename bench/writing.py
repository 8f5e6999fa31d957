"""How many events and cases a second one web process takes, beside what the database alone takes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
from .yardstick import yardstick_of

SECONDS = 5


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

    with web(home):
        yield from _measure("event (POST /v2/enqueue)", home, "/v2/enqueue", event, {}, (1, 64))
        sign = {"Authorization": f"Bearer {token}"}
        yield from _measure("case (POST /api/v1/cases/open_case)", home, "/api/v1/cases/open_case", case, sign, (1, 16))
        yield _measure_batches(home, case, sign)


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


@contextmanager
def web(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """One web process as it runs; it ends with the block."""
    with (home / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "andon.project.command", "web"], env=os.environ, stdout=log, stderr=log
        )
    try:
        _wait(process, home)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", home: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, (home / "web.log").read_text()
        try:
            if httpx.get(f"{BASE_URL}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the web server does not answer")
