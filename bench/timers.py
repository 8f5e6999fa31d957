"""Timers of runs: how late they are when ten thousand fall due in the same second, and how long a decided page takes to
the relay while a hundred events a second come in."""

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.db import connection

from andon.catalog.models import Service
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.ids import new_id
from andon.paging.due import take_step
from andon.paging.models import Escalation, Page, Policy
from andon.paging.reads.snapshot_of import snapshot_of
from andon.paging.rules.why import Why
from andon.people.models import User
from andon.timeline.models import RecordedFact
from andon.work.engine.attempt import attempt_lot
from andon.work.engine.lots import claim_lots
from andon.work.lanes import EMBEDDING, LANES, PAGE, SEARCH
from andon.work.models import DueWork
from andon.work.plan import Planned, plan_all

from .house import BASE_URL
from .paging import _Relay, _services
from .processes import running

SHOTS, EVENTS = 40, 100


@dataclass(frozen=True, slots=True)
class Lateness:
    """Milliseconds; `seconds`: until all were done."""

    what: str
    count: int
    p50: float
    p99: float
    seconds: float
    cpu: float = 0.0
    """Milliseconds of the worker's processor for each."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a lot of steps costs when one thread takes them: statements, and milliseconds of its processor, for each."""

    what: str
    count: int
    statements: float
    cpu: float


def costs(engineer: User, count: int) -> Iterator[Cost]:
    """Steps that say that nobody answered, and steps that summon somebody."""
    _services(1, engineer)
    policy = Policy.objects.get(slug="bench")
    for what, step in (("moves", len(snapshot_of(policy)["steps"])), ("summons", 0)):
        runs = _runs(policy, count, clock.now() - timedelta(seconds=2), step=step)
        with _Counting() as counted:
            _take_steps()
        Escalation.objects.filter(id__in=[run.id for run in runs]).update(state="ended")
        DueWork.objects.filter(lane=PAGE).delete()
        yield Cost(f"a step that {what}", count, counted.statements / count, counted.seconds * 1000 / count)


def _take_steps() -> None:
    """Only them: what reacts to what they record is work of its own."""
    while (lots := claim_lots((PAGE,), limit=1)) and lots[0][0].task == take_step.name:
        attempt_lot(lots[0], raise_errors=True)


class _Counting:
    statements = 0
    seconds = 0.0

    def __enter__(self) -> "_Counting":
        self._stack = ExitStack()
        self._stack.enter_context(connection.execute_wrapper(self._count))
        self._began = time.thread_time()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds = time.thread_time() - self._began
        self._stack.close()

    def _count(self, execute: Callable[..., Any], *given: Any) -> Any:
        self.statements += 1
        return execute(*given)


def timers(home: Path, engineer: User, count: int) -> Iterator[Lateness]:
    relay = _Relay()
    os.environ["ANDON_MAIL_RELAY"] = settings.MAIL_RELAY = f"smtp://127.0.0.1:{relay.port}"
    keys = _services(SHOTS + 1, engineer)
    policy = Policy.objects.get(slug="bench")
    others = [argument for lane in LANES if lane not in (PAGE, SEARCH, EMBEDDING) for argument in ("--lane", lane)]
    with ExitStack() as stack:
        stack.enter_context(running(home, "web"))
        paging = stack.enter_context(running(home, "worker", "--lane", PAGE))
        stack.enter_context(running(home, "worker", *others))
        yield _all_at_once(policy, count, paging.pid)
        if "ONLY" not in os.environ:
            yield _while_events_come(keys)


def _all_at_once(policy: Policy, count: int, worker: int) -> Lateness:
    """Each run's last wait ends: the step that says that nobody answered. No message leaves."""
    due = clock.now() + timedelta(seconds=3 + count / 2000)
    runs = _runs(policy, count, due, step=len(snapshot_of(policy)["steps"]))
    before = _cpu(worker)
    while DueWork.objects.filter(task=take_step.name).exists():
        time.sleep(0.5)
    done = RecordedFact.objects.filter(kind="paging.EscalationExhausted", subject_id__in=[run.id for run in runs])
    by_id = {run.id: run.next_at for run in runs}
    late = sorted((fact.at - (by_id[fact.subject_id] or due)) / timedelta(milliseconds=1) for fact in done)
    assert len(late) == count, "a timer was lost, or taken twice"
    Escalation.objects.filter(id__in=list(by_id)).update(state="ended")
    cpu = (_cpu(worker) - before) * 1000 / count
    return Lateness("timers due in one second", count, *_at(late), late[-1] / 1000, cpu)


def _runs(policy: Policy, count: int, due: datetime, *, step: int) -> list[Escalation]:
    """Spread over a second from that instant, each with its wake-up; the policy's last lap."""
    plan, service = snapshot_of(policy), Service.objects.order_by("slug")[0]
    place = {"activation": 1, "lap": plan["repeat"], "step": step, "fired": step - 1, "anybody": True}
    runs = [
        Escalation(
            policy=policy, service=service, subject_kind="bench", subject_id=new_id(), plan=plan, place=place,
            next_at=due + timedelta(milliseconds=number * 1000 / count), started_at=clock.now(), turn=1,
            why=Why(headline="Checkout is slow").stored(),
        )
        for number in range(count)
    ]  # fmt: skip
    Escalation.objects.bulk_create(runs, batch_size=1000)
    plan_all(
        Planned(task=take_step, args={"escalation": str(run.id)}, key=f"escalation:{run.id}", run_at=run.next_at)
        for run in runs
    )
    return runs


def _cpu(process: int) -> float:
    """Seconds of processor so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _while_events_come(keys: list[str]) -> Lateness:
    stop, busy = threading.Event(), keys.pop()
    sender = threading.Thread(target=_send, args=(busy, stop))
    sender.start()
    began = time.perf_counter()
    for key in keys:
        payload = {"summary": "Checkout is slow", "source": "prometheus", "severity": "critical"}
        event = {"routing_key": key, "event_action": "trigger", "dedup_key": key, "payload": payload}
        assert httpx.post(f"{BASE_URL}/v2/enqueue", json=event, timeout=60).status_code == 202
        time.sleep(0.25)
    pages = Page.objects.filter(escalation__service__slug__startswith="p")
    # What the steps before planned is nobody's work any more.
    sent = Delivery.objects.filter(purpose="page", subject_id__in=pages.values("escalation_id"))
    while pages.count() < len(keys) or sent.exclude(state="told").exists():
        time.sleep(0.5)
    stop.set()
    sender.join()
    decided = {page.escalation_id: page.at for page in pages}
    told = Delivery.objects.filter(purpose="page", subject_id__in=list(decided))
    took = sorted(
        (one.handed_over_at - decided[one.subject_id]) / timedelta(milliseconds=1) for one in told if one.handed_over_at
    )
    assert len(took) == len(keys)
    seconds = time.perf_counter() - began
    return Lateness(
        f"a page from its decision to the relay, at {EVENTS} events a second", len(took), *_at(took), seconds
    )


def _send(key: str, stop: threading.Event) -> None:
    """Warnings, which page nobody."""
    with httpx.Client(base_url=BASE_URL, timeout=60) as client:
        number, began = 0, time.perf_counter()
        while not stop.is_set():
            payload = {"summary": "Disk is filling", "source": "prometheus", "severity": "warning"}
            event = {"routing_key": key, "event_action": "trigger", "dedup_key": f"w{number % 500}", "payload": payload}
            client.post("/v2/enqueue", json=event)
            number += 1
            time.sleep(max(0.0, began + number / EVENTS - time.perf_counter()))


def _at(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), times[int(len(times) * 0.99)]
