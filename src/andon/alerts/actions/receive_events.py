from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from andon.alerts.batch import Batch
from andon.alerts.models import Alert, IntegrationKey
from andon.alerts.rules.event import EventIn
from andon.kit.ids import new_id
from andon.kit.secret import digest


@dataclass(frozen=True, slots=True)
class Received:
    """`dedup_key` None: the routing key is not (or no longer) known. `alert` None: nothing stands that it is about."""

    dedup_key: str | None
    alert: UUID | None = None


@transaction.atomic
def receive_events(events: Sequence[EventIn]) -> list[Received]:
    """Take a batch of events in their order, in a fixed number of statements.

    A trigger opens an alert, or counts on the open one of its key; all else acts on the open one and is accepted and
    dropped without one. Repeating a trigger pages nobody again, unless it has become worse.
    """
    digests = {text: digest(text) for text in {event.routing_key for event in events}}
    keys = {key.digest: key for key in IntegrationKey.objects.valid().filter(digest__in=digests.values())}
    return take_events([(event, keys.get(digests[event.routing_key])) for event in events])


def take_events(told: Sequence[tuple[EventIn, IntegrationKey | None]]) -> list[Received]:
    """The same, of keys that are known already (None: not known). Call it in a transaction."""
    names = _names_by_id({event.alert for event, _key in told if event.alert})
    named = [(event, key, _name(event, key, names)) for event, key in told]
    batch = Batch({(key.id, name) for _event, key, name in named if key and name})
    received = [
        Received(name, batch.take(event, key, name) if name else None) if key else Received(None)
        for event, key, name in named
    ]
    batch.store()
    return received


def _name(event: EventIn, key: IntegrationKey | None, names: dict[tuple[UUID, UUID], str]) -> str:
    """The dedup key that it is about; "" for an alert that this integration key has never opened."""
    if event.alert:
        return names.get((key.id, event.alert), "") if key else ""
    return event.dedup_key or new_id().hex


def _names_by_id(ids: set[UUID]) -> dict[tuple[UUID, UUID], str]:
    if not ids:
        return {}
    found = Alert.objects.filter(id__in=ids).values_list("key_id", "id", "dedup_key")
    return {(key, id): name for key, id, name in found}
