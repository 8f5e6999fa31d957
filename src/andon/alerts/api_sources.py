"""Where alerts come from, for programs: formats, mappings, heartbeats; and what was changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.catalog.models import Service
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import create_heartbeat as creating_heartbeat
from .actions import delete_heartbeat as deleting_heartbeat
from .actions import edit_heartbeat as editing_heartbeat
from .actions import put_mapping as putting_mapping
from .heartbeat_in import HeartbeatIn
from .models import ChangeEvent, Heartbeat, IntegrationKey
from .reads.changes_chosen import changes_chosen
from .reads.ping_address import ping_address
from .reads.what_to_paste import what_to_paste
from .registry import all_formats
from .rules.mapping import apply_mapping, mapping_faults
from .screens.alerts import ROLES
from .screens.heartbeats import SET_UP
from .shapes import KeyOut

sources = Router(tags=["Alerts"])


class FormatOut(Schema):
    name: str
    title: str
    address: str
    example: str
    takes_secret: bool
    takes_mapping: bool


class MappingIn(Schema):
    """Paths begin with $; a text may hold paths in braces."""

    each: str = Field("", description="what in the payload is one event each")
    summary: str
    source: str = ""
    severity: str = ""
    severities: dict[str, str] = Field(default_factory=dict, description="its word: critical, error, warning or info")
    dedup_key: str = ""
    action: str = ""
    actions: dict[str, str] = Field(default_factory=dict, description="its word: trigger, acknowledge or resolve")
    link: str = ""
    details: dict[str, str] = Field(default_factory=dict, description="name: path")


class MappingBody(Schema):
    mapping: MappingIn


class TryBody(MappingBody):
    sample: Any = Field(description="one payload")


class TriedEvent(Schema):
    """What would come out; or `faults`, by field of the mapping."""

    action: str = ""
    dedup_key: str = ""
    summary: str = ""
    source: str = ""
    severity: str = ""
    payload: dict[str, Any] = Field(default_factory=dict)
    faults: dict[str, str] = Field(default_factory=dict)


class HeartbeatBody(Schema):
    name: str
    every_minutes: int = Field(description="late after so many minutes without a ping")
    severity: str = "error"


class NewHeartbeatBody(HeartbeatBody):
    service: str = Field(description="by slug or id")


class HeartbeatOut(Schema):
    id: UUID
    name: str
    service_id: UUID
    every_minutes: int
    severity: str
    made_at: datetime
    last_ping_at: datetime | None
    due_at: datetime | None
    late_since: datetime | None


class HeartbeatWithAddress(HeartbeatOut):
    ping_address: str


class ChangeOut(Schema):
    id: UUID
    service_id: UUID
    kind: str
    summary: str
    source: str
    who: str
    environment: str
    link: str
    payload: dict[str, Any]
    at: datetime


@sources.get("/alert_formats", response=list[FormatOut])
def list_formats(request: ApiRequest) -> list[dict[str, Any]]:
    """How monitors may speak, and which address they are given; YOUR-KEY stands for the routing key."""
    only_for(request.access, "administrator")
    return [_format(name) for name in all_formats()]


@sources.post("/integration_keys/try_mapping", response=list[TriedEvent])
def try_mapping(request: ApiRequest, body: TryBody) -> list[dict[str, Any]]:
    """What a mapping makes of a payload; nothing is kept and nobody is told."""
    only_for(request.access, "administrator")
    given = body.mapping.dict()
    if faults := mapping_faults(given):
        raise Invalid({f"mapping.{name}": said for name, said in faults.items()})
    return [{**_event(made.event), "faults": dict(made.faults)} for made in apply_mapping(given, body.sample)]


@sources.post("/integration_keys/{ref}/put_mapping", response=KeyOut)
def put_mapping(request: ApiRequest, ref: UUID, body: MappingBody) -> IntegrationKey:
    only_for(request.access, "administrator")
    key = by_ref(IntegrationKey.objects.of_monitors(), str(ref))
    return putting_mapping.put_mapping(key, mapping=body.mapping.dict(), by=request.access.actor)


@sources.get("/heartbeats", response=Page[HeartbeatOut])
def list_heartbeats(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    found = Heartbeat.objects.visible_to(request.access).select_related("key")
    return page(found, "name", "id", window=window)


@sources.post("/heartbeats/create_heartbeat", response={201: HeartbeatWithAddress})
def create_heartbeat(request: ApiRequest, body: NewHeartbeatBody) -> dict[str, Any]:
    only_for(request.access, *SET_UP)
    service = by_ref(Service.objects.all(), body.service, human="slug")
    return _with_address(creating_heartbeat.create_heartbeat(service, _given(body), by=request.access.actor))


@sources.get("/heartbeats/{ref}", response=HeartbeatWithAddress)
def read_heartbeat(request: ApiRequest, ref: UUID) -> dict[str, Any]:
    """With its ping address, for whoever may set it up."""
    only_for(request.access, *SET_UP)
    return _with_address(_heartbeat(request, ref))


@sources.post("/heartbeats/{ref}/edit_heartbeat", response=HeartbeatWithAddress)
def edit_heartbeat(request: ApiRequest, ref: UUID, body: HeartbeatBody) -> dict[str, Any]:
    only_for(request.access, *SET_UP)
    beat = _heartbeat(request, ref)
    return _with_address(editing_heartbeat.edit_heartbeat(beat, _given(body), by=request.access.actor))


@sources.post("/heartbeats/{ref}/delete_heartbeat", response={204: None})
def delete_heartbeat(request: ApiRequest, ref: UUID) -> None:
    only_for(request.access, *SET_UP)
    deleting_heartbeat.delete_heartbeat(_heartbeat(request, ref).id, by=request.access.actor)


@sources.get("/changes", response=Page[ChangeOut])
def list_changes(
    request: ApiRequest, window: Query[Window], service: str = "", kind: str = "", environment: str = ""
) -> dict[str, Any]:
    """The newest first. They are told at /v2/change/enqueue."""
    only_for(request.access, *ROLES)
    of = by_ref(Service.objects.all(), service, human="slug") if service else None
    found = changes_chosen(
        ChangeEvent.objects.visible_to(request.access), service=of, kind=kind, environment=environment
    )
    return page(found, "-at", "-id", window=window)


def _format(name: str) -> dict[str, Any]:
    known, paste = all_formats()[name], what_to_paste(name, "YOUR-KEY")
    said = {"name": name, "title": known.title, "address": paste.address, "example": paste.example}
    return {**said, "takes_secret": known.takes_secret, "takes_mapping": known.takes_mapping}


def _event(event: Any) -> dict[str, Any]:
    names: Iterable[str] = ("action", "dedup_key", "summary", "source", "severity", "payload") if event else ()
    return {name: getattr(event, name) for name in names}


def _given(body: HeartbeatBody) -> HeartbeatIn:
    return HeartbeatIn(name=body.name, every_minutes=body.every_minutes, severity=body.severity)


def _heartbeat(request: ApiRequest, ref: UUID) -> Heartbeat:
    return by_ref(Heartbeat.objects.visible_to(request.access).select_related("key"), str(ref))


def _with_address(beat: Heartbeat) -> dict[str, Any]:
    return {**HeartbeatOut.from_orm(beat).dict(), "ping_address": ping_address(beat)}
