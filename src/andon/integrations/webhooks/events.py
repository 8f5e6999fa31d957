"""Facts become events: for each endpoint those that it wants and may see, in the order of each subject."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.models import Connection
from andon.kit.subject import Subject
from andon.timeline.models import RecordedFact

from .objects import represent
from .rules.event_types import kinds_chosen, type_of_kind

FOLLOWER = "webhooks"
SLUG = "webhooks"


def kinds_of(connection: Connection) -> set[str]:
    """The kinds of facts that this endpoint gets."""
    chosen = connection.settings
    return kinds_chosen(chosen["rooms"], chosen["types"], chosen["audiences"])


def wanted() -> set[str]:
    """By any endpoint that is not paused."""
    return {kind for connection in _listening() for kind in kinds_of(connection)}


def take(facts: Sequence[RecordedFact]) -> None:
    """Enter them into the outbox of each endpoint that gets them."""
    for connection in _listening():
        send_out(events_for(connection, facts))


def events_for(connection: Connection, facts: Iterable[RecordedFact]) -> list[OutgoingIn]:
    """Of these facts, what this endpoint gets."""
    kinds = kinds_of(connection)
    chosen = [fact for fact in facts if fact.kind in kinds and fact.seen_by in connection.settings["audiences"]]
    objects = represent(fact.subject for fact in chosen) if connection.settings["with_objects"] else {}
    return [
        OutgoingIn(
            connection=connection,
            key=str(fact.id),
            kind=type_of_kind(fact.kind),
            subject=fact.subject,
            content=_event(fact, objects),
            order=fact.subject.key,
        )
        for fact in chosen
    ]


def _event(fact: RecordedFact, objects: Mapping[Subject, Mapping[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": str(fact.id),
        "subject": {"kind": fact.subject_kind, "id": str(fact.subject_id)},
        "about": [{"kind": one.kind, "id": str(one.id)} for one in fact.about_subjects],
        "actor": {"kind": fact.actor_kind, "id": fact.actor_id},
        "seen_by": fact.seen_by,
        "fact": fact.stored,
    }
    if fact.subject in objects:
        data["object"] = objects[fact.subject]
    stamp = fact.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"type": type_of_kind(fact.kind), "timestamp": stamp, "data": data}


def _listening() -> list[Connection]:
    return list(Connection.objects.filter(vendor=SLUG, paused_at=None).order_by("made_at", "id"))
