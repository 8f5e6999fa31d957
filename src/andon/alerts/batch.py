"""The open alerts that a batch of events is about, changed in memory and stored once."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from django.db import connection
from django.db.models import Q

from andon.kit import clock
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all
from andon.work.plan import Planned, plan_all

from .facts import AlertAcknowledged, AlertNoted, AlertOpened, AlertResolved, AlertSnoozed, AlertWorsened
from .models import Alert, AlertNote, IntegrationKey
from .models.alert import State
from .rules.event import EventIn
from .rules.severities import rank_of
from .storing import store_changed

Name = tuple[UUID, str]
"""An integration key and a dedup key: together one trouble."""


class Batch:
    """Made in the transaction that `store` ends; what it was not told of at making is not open to it."""

    def __init__(self, names: set[Name]) -> None:
        self._now = clock.now()
        _lock(names)
        self._open: dict[Name, Alert] = {(alert.key_id, alert.dedup_key): alert for alert in _read(names)}
        self._new: list[Alert] = []
        self._changed: dict[UUID, Alert] = {}
        self._notes: list[AlertNote] = []
        self._entries: list[Entry] = []
        self._planned: list[Planned] = []

    def take(self, event: EventIn, key: IntegrationKey, name: str) -> UUID | None:
        """The alert that it opened or changed."""
        alert = self._open.get((key.id, name))
        if alert is not None and event.alert and alert.id != event.alert:
            # It names one that is over; another one of the same dedup key is none of its business.
            return None
        if alert is None:
            if event.action != "trigger":
                return None
            alert = self._open_new(event, key, name)
        else:
            _ACTS[event.action](self, alert, event, key)
        if event.note:
            self._note_down(alert, event, key)
        if alert.state == State.RESOLVED:
            del self._open[key.id, name]
        return alert.id

    def _open_new(self, event: EventIn, key: IntegrationKey, name: str) -> Alert:
        alert = Alert(
            service_id=key.service_id,
            key=key,
            dedup_key=name,
            severity=event.severity,
            summary=event.summary,
            source=event.source,
            payload=event.payload,
            opened_at=self._now,
            last_at=self._now,
        )
        self._open[key.id, name] = alert
        self._new.append(alert)
        self._record(alert, AlertOpened(service=alert.service_id, severity=alert.severity), key)
        return alert

    def _repeat(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        paged, was = alert.pages, alert.severity
        alert.count += 1
        alert.last_at, alert.summary, alert.payload = self._now, event.summary, event.payload
        alert.severity = event.severity or alert.severity
        if alert.pages and (not paged or rank_of(alert.severity) > rank_of(was)):
            self._record(alert, AlertWorsened(service=alert.service_id, severity=alert.severity), key)
        self._changed[alert.id] = alert

    def _acknowledge(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        if alert.state == State.OPEN:
            alert.state = State.ACKNOWLEDGED
            self._record(alert, AlertAcknowledged(service=alert.service_id), key)

    def _snooze(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        if event.until is None:
            return
        from .due import end_alert_snooze

        self._acknowledge(alert, event, key)
        alert.snoozed_until = event.until
        self._record(alert, AlertSnoozed(service=alert.service_id, until=event.until), key)
        named = f"alerts:snooze:{alert.id}"
        self._planned.append(
            Planned(task=end_alert_snooze, args={"alert": str(alert.id)}, key=named, run_at=event.until)
        )

    def _resolve(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        alert.state, alert.resolved_at = State.RESOLVED, self._now
        self._record(alert, AlertResolved(service=alert.service_id), key)

    def _describe(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        alert.summary = event.summary or alert.summary
        if event.description:
            told = dict(alert.payload.get("payload") or {})
            told["custom_details"] = {**(told.get("custom_details") or {}), "description": event.description}
            alert.payload = {**alert.payload, "payload": told}
        self._changed[alert.id] = alert

    def _leave(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        """A note changes nothing else."""

    def _note_down(self, alert: Alert, event: EventIn, key: IntegrationKey) -> None:
        note = AlertNote(alert=alert, text=event.note, by=event.by, at=self._now)
        self._notes.append(note)
        self._record(alert, AlertNoted(service=alert.service_id, note=note.id), key)

    def _record(self, alert: Alert, fact: object, key: IntegrationKey) -> None:
        self._changed[alert.id] = alert
        about = [Subject("service", alert.service_id)]
        self._entries.append(Entry(fact, alert.subject, Actor.integration(key.id), about))

    def store(self) -> None:
        new = {alert.id for alert in self._new}
        insert_rows(self._new)
        store_changed([alert for id, alert in self._changed.items() if id not in new])
        insert_rows(self._notes)
        plan_all(self._planned)
        record_all(self._entries)


_ACTS = {
    "trigger": Batch._repeat,
    "acknowledge": Batch._acknowledge,
    "snooze": Batch._snooze,
    "resolve": Batch._resolve,
    "describe": Batch._describe,
    "note": Batch._leave,
}


def _lock(names: set[Name]) -> None:
    """Two batches about the same alert wait for each other; taken in one order, so never in a circle."""
    numbers = sorted({_number(name) for name in names})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers])


def _number(name: Name) -> int:
    return int.from_bytes(blake2b(f"{name[0]}{name[1]}".encode(), digest_size=8).digest(), "big", signed=True)


def _read(names: set[Name]) -> Iterable[Alert]:
    if not names:
        return []
    wanted = Q(key__in={key for key, _name in names}, dedup_key__in={name for _key, name in names})
    return Alert.objects.standing().filter(wanted)
