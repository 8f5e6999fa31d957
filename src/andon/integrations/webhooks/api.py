"""Webhooks for programs: which events there are, and sending again. An endpoint is a connection of `webhooks`."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from andon.connections.models import Connection
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.timeline.facts import type_named

from .actions import replay_events as replaying
from .events import SLUG
from .rules.event_types import all_types

router = Router(tags=["Webhooks"])


class EventTypeOut(Schema):
    type: str
    seen_by: str = Field(description="customer, agents or engineering: who may know of it")
    about: str


class ReplayBody(Schema):
    since: AwareDatetime
    whole: bool = Field(False, description="what was accepted too")


class ReplayedOut(Schema):
    since: datetime
    count: int


@router.get("/webhooks/event_types", response=list[EventTypeOut])
def list_event_types(request: ApiRequest) -> list[dict[str, str]]:
    """Every event that an endpoint can be told."""
    only_for(request.access, "administrator")
    known = {type: type_named(kind) for type, kind in all_types().items()}
    return [
        {"type": type, "seen_by": found.seen_by, "about": _said(found.cls)} for type, found in sorted(known.items())
    ]


@router.post("/webhooks/{ref}/replay_events", response=ReplayedOut)
def replay_events(request: ApiRequest, ref: UUID, body: ReplayBody) -> ReplayedOut:
    only_for(request.access, "administrator")
    connection = by_ref(Connection.objects.visible_to(request.access).filter(vendor=SLUG), str(ref))
    count = replaying.replay_events(connection, since=body.since, whole=body.whole, by=request.access.actor)
    return ReplayedOut(since=body.since, count=count)


def _said(cls: type) -> str:
    """A dataclass without words of its own has made-up ones."""
    said = cls.__doc__ or ""
    return "" if said.startswith(f"{cls.__name__}(") else " ".join(said.split())
