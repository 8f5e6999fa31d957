"""How long it takes from an alert that comes in until its page is handed over to the channel, on an idle queue and
while the background lane is full. Web, the worker of the page lane and the worker of all others run as `andon up` has
them; the channel is mail, and a relay here says when it has it."""

import asyncio
import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.api.due import forget_answers
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.work.lanes import EMBEDDING, LANES, PAGE, SEARCH
from andon.work.models import DueWork
from andon.work.plan import Planned, plan_all

from .company import BY, tidy
from .house import BASE_URL
from .processes import running

SHOTS, FULL = 40, 5000


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds; `left` is how much background work was still to do at the end."""

    what: str
    p50: float
    p99: float
    left: int


def paging(home: Path, engineer: User) -> Iterator[Latency]:
    relay = _Relay()
    os.environ["ANDON_MAIL_RELAY"] = settings.MAIL_RELAY = f"smtp://127.0.0.1:{relay.port}"
    # What another part of the run left undone would stand in the way.
    tidy()
    keys = _services(2 * SHOTS, engineer)
    others = [argument for lane in LANES if lane not in (PAGE, SEARCH, EMBEDDING) for argument in ("--lane", lane)]
    with ExitStack() as stack:
        for arguments in (("web",), ("worker", "--lane", PAGE), ("worker", *others)):
            stack.enter_context(running(home, *arguments))
        _shoot(keys.pop(), relay)
        idle = [_shoot(keys.pop(), relay) for _ in range(SHOTS - 1)]
        yield _latency("idle", idle)
        plan_all(Planned(task=forget_answers, args={}) for _ in range(FULL))
        full = [_shoot(keys.pop(), relay) for _ in range(SHOTS)]
        yield _latency(f"{FULL:,} pieces in the background lane", full)


def _latency(what: str, times: list[float]) -> Latency:
    left = DueWork.objects.filter(lane="background", task=forget_answers.name).count()
    times.sort()
    return Latency(what, statistics.median(times), times[int(len(times) * 0.99)], left)


def _shoot(key: str, relay: "_Relay") -> float:
    """One critical alert of a service that has none yet; milliseconds until its page is at the relay."""
    relay.came.clear()
    payload = {"summary": "Checkout is slow", "source": "prometheus", "severity": "critical"}
    began = time.perf_counter()
    event = {"routing_key": key, "event_action": "trigger", "dedup_key": key, "payload": payload}
    assert httpx.post(f"{BASE_URL}/v2/enqueue", json=event, timeout=30).status_code == 202
    assert relay.came.wait(60), "no page came"
    return (time.perf_counter() - began) * 1000


def _services(count: int, engineer: User) -> list[str]:
    """The integration key of each; one policy pages the engineer for all."""
    team = Team.objects.order_by("name")[0]
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    schedule = put_schedule(slug="bench", name="Bench", team=team, members=[engineer], starts_at=start, by=BY)
    steps = [StepIn(targets=[schedule], wait_minutes=30)]
    policy = put_policy(slug="bench", name="Bench", team=team, steps=steps, by=BY, repeat=0)
    services = put_services([ServiceIn(slug=f"p{n}", name=f"Paged {n}", owner=team) for n in range(count)], by=BY)
    for service in services:
        bind_policy(service, policy=policy, by=BY)
    return [create_integration_key(service, name="Bench", by=BY)[1] for service in services]


class _Relay:
    """A mail relay that says when a mail has come."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.port = 0
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._run(ready)), daemon=True).start()
        assert ready.wait(10)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.came.set()
        return "250 OK"

    async def _run(self, ready: threading.Event) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self), "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await asyncio.Event().wait()
