"""What monitors said, in the diary; the loud ones summon somebody who answers."""

import random
from datetime import datetime, timedelta

from andon.alerts.actions.receive_events import receive_events
from andon.alerts.rules.event import EventIn
from andon.demo.company.alerts import ALERTS, PAGES
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation

from .diary import Diary
from .house import House


def write_alerts(diary: Diary, house: House, chance: random.Random) -> None:
    days = (diary.end - diary.begin).days
    for day in range(days):
        for service, severity, summary, source, lasts in chance.sample(ALERTS, 2):
            at = diary.begin + timedelta(days=day, minutes=chance.randrange(1440))
            if at + timedelta(minutes=lasts) < diary.end:
                _alert(diary, house, at, service, severity, summary, source, lasts)


def _alert(
    diary: Diary, house: House, at: datetime, service: str, severity: str, summary: str, source: str, lasts: int
) -> None:
    name = f"{service}:{at:%m%d%H%M}"
    loud = severity in PAGES
    ring(diary, house, at, service=service, severity=severity, summary=summary, source=source, name=name, loud=loud)
    if loud:
        diary.add(at + timedelta(minutes=3), lambda: answer_alerts(house, service))
    quiet(diary, house, at + timedelta(minutes=lasts), service=service, name=name)


def ring(
    diary: Diary,
    house: House,
    at: datetime,
    *,
    service: str,
    severity: str,
    summary: str,
    source: str,
    name: str,
    loud: bool = True,
) -> None:
    event = EventIn(
        routing_key=house.keys[service],
        action="trigger",
        dedup_key=name,
        summary=summary,
        source=source,
        severity=severity,
        payload={"payload": {"summary": summary, "source": source, "severity": severity}},
    )
    diary.add(at, lambda: _send(event), at_once=loud)


def quiet(diary: Diary, house: House, at: datetime, *, service: str, name: str) -> None:
    event = EventIn(routing_key=house.keys[service], action="resolve", dedup_key=name)
    diary.add(at, lambda: _send(event), at_once=True)


def _send(event: EventIn) -> None:
    receive_events([event])


def answer_alerts(house: House, service: str) -> None:
    """Whoever was summoned for an alert of this service says that she is on it."""
    running = Escalation.objects.filter(service=house.services[service], state="running")
    for run in running.prefetch_related("pages__user"):
        if pages := list(run.pages.all()):
            acknowledge(run, by=pages[-1].user.actor)
