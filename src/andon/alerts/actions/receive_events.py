from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from andon.alerts.facts import AlertAcknowledged, AlertOpened, AlertResolved
from andon.alerts.models import Alert, IntegrationKey
from andon.alerts.models.alert import State
from andon.alerts.rules.event import EventIn
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.insert_rows import insert_rows
from andon.kit.secret import digest
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

_Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Received:
    """`dedup_key` None: the routing key is not (or no longer) known."""

    dedup_key: str | None


@transaction.atomic
def receive_events(events: Sequence[EventIn]) -> list[Received]:
    """Take a batch of events in their order, in a fixed number of statements.

    A trigger opens an alert, or counts on the open one of its key; acknowledge and resolve act on the open one and are
    accepted and dropped without one. Repeating a trigger pages nobody again.
    """
    keys = _keys(events)
    named = [(event, keys.get(event.routing_key), event.dedup_key or new_id().hex) for event in events]
    batch = _Batch({(key.id, name) for _event, key, name in named if key})
    for event, key, name in named:
        if key:
            batch.take(event, key, name)
    batch.store()
    return [Received(name if key else None) for _event, key, name in named]


def _keys(events: Sequence[EventIn]) -> dict[str, IntegrationKey]:
    digests = {digest(event.routing_key): event.routing_key for event in events}
    found = IntegrationKey.objects.filter(digest__in=digests, revoked_at=None)
    return {digests[key.digest]: key for key in found}


def _number(name: _Key) -> int:
    return int.from_bytes(blake2b(f"{name[0]}{name[1]}".encode(), digest_size=8).digest(), "big", signed=True)


class _Batch:
    """The open alerts that the events are about, changed in memory and stored once."""

    def __init__(self, names: set[_Key]) -> None:
        self._now = clock.now()
        self._lock(names)
        self._open: dict[_Key, Alert] = {(alert.key_id, alert.dedup_key): alert for alert in self._read(names)}
        self._new: list[Alert] = []
        self._changed: dict[UUID, Alert] = {}
        self._entries: list[Entry] = []

    def _lock(self, names: set[_Key]) -> None:
        """Two batches about the same alert wait for each other; taken in one order, so never in a circle."""
        numbers = sorted({_number(name) for name in names})
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers])

    def _read(self, names: set[_Key]) -> Iterable[Alert]:
        if not names:
            return []
        wanted = Q(key__in={key for key, _name in names}, dedup_key__in={name for _key, name in names})
        return Alert.objects.standing().filter(wanted)

    def take(self, event: EventIn, key: IntegrationKey, name: str) -> None:
        alert = self._open.get((key.id, name))
        match event.action:
            case "trigger" if alert is None:
                self._add(event, key, name)
            case "trigger" if alert is not None:
                self._repeat(alert, event)
            case "acknowledge" if alert is not None and alert.state == State.OPEN:
                alert.state = State.ACKNOWLEDGED
                self._note(alert, AlertAcknowledged(service=alert.service_id), key)
            case "resolve" if alert is not None:
                alert.state, alert.resolved_at = State.RESOLVED, self._now
                self._note(alert, AlertResolved(service=alert.service_id), key)
                del self._open[key.id, name]

    def _add(self, event: EventIn, key: IntegrationKey, name: str) -> None:
        alert = Alert(
            service_id=key.service_id,
            key=key,
            dedup_key=name,
            severity=event.severity,
            summary=event.summary,
            source=event.source,
            payload=dict(event.payload),
            opened_at=self._now,
            last_at=self._now,
        )
        self._open[key.id, name] = alert
        self._new.append(alert)
        self._note(alert, AlertOpened(service=alert.service_id, severity=alert.severity), key)

    def _repeat(self, alert: Alert, event: EventIn) -> None:
        alert.count += 1
        alert.last_at, alert.summary, alert.payload = self._now, event.summary, dict(event.payload)
        self._changed[alert.id] = alert

    def _note(self, alert: Alert, fact: object, key: IntegrationKey) -> None:
        self._changed[alert.id] = alert
        about = [Subject("service", alert.service_id)]
        self._entries.append(Entry(fact, alert.subject, Actor.integration(key.id), about))

    def store(self) -> None:
        new = {alert.id for alert in self._new}
        insert_rows(self._new)
        Alert.objects.bulk_update(
            [alert for id, alert in self._changed.items() if id not in new],
            ["state", "count", "last_at", "summary", "payload", "resolved_at"],
            batch_size=500,
        )
        record_all(self._entries)
