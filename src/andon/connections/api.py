"""Connections for programs, as administrators see them: no secret and no content is ever answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings as installation
from django.db.models import QuerySet
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.rest.batch import MOST_ITEMS
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import add_connection as adding
from .actions import change_connection as changing
from .actions import pause_connection as pausing
from .actions import remove_connection as removing
from .actions import replace_connection_secret as replacing
from .actions import replay_incoming as replaying_incoming
from .actions import replay_outgoing as replaying_outgoing
from .actions import resume_connection as resuming
from .actions import try_connection as trying
from .models import Connection, OutgoingDelivery
from .reads.deliveries import incoming_of, outgoing_of
from .vendor import all_vendors, find_vendor

router = Router(tags=["Connections"])


class FieldOut(Schema):
    name: str
    label: str
    kind: str
    required: bool
    secret: bool
    made: bool = Field(description="made here, and answered once, where none is given")


class VendorOut(Schema):
    slug: str
    title: str
    about: str
    fields: list[FieldOut]


class ConnectionOut(Schema):
    """`address`: what the vendor calls; "" where nothing comes in."""

    id: UUID
    vendor: str
    name: str
    settings: dict[str, Any]
    address: str
    made_at: datetime
    paused_at: datetime | None
    paused_why: str
    last_in_at: datetime | None
    last_out_at: datetime | None
    last_refused_at: datetime | None
    failing_since: datetime | None
    failures: int
    last_error_at: datetime | None
    last_error: str

    @staticmethod
    def resolve_address(connection: Connection) -> str:
        vendor = find_vendor(connection.vendor)
        path = reverse("connections:incoming", args=[connection.vendor, connection.id])
        return installation.BASE_URL + path if vendor and vendor.has_incoming else ""


class AddBody(Schema):
    vendor: str
    name: str
    settings: dict[str, Any] = {}
    secrets: dict[str, str] = {}


class AddedOut(ConnectionOut):
    made: dict[str, str] = Field(description="secrets made here; not answered again")

    @staticmethod
    def resolve_address(added: Any) -> str:
        return str(added["address"])


class ChangeBody(Schema):
    name: str
    settings: dict[str, Any]


class SecretBody(Schema):
    field: str
    secret: str = Field("", description="empty: one is made, where its field allows that")
    overlap_hours: int = Field(24, description="how long the one before stays good")


class SecretOut(Schema):
    made: str = Field(description="the secret made here, not answered again; empty where one was given")


class TriedOut(Schema):
    worked: bool
    said: str


class ReplayBody(Schema):
    ids: list[UUID] = Field(max_length=MOST_ITEMS)


class ReplayedOut(Schema):
    count: int


class IncomingOut(Schema):
    id: UUID
    delivery_id: str
    kind: str
    order: str
    size: int
    repeats: int
    state: str
    why: str
    received_at: datetime
    taken_at: datetime | None


class OutgoingOut(Schema):
    id: UUID
    key: str
    kind: str
    subject: str
    state: str
    attempts: int
    made_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    sent_at: datetime | None
    status: int | None
    error: str

    @staticmethod
    def resolve_subject(delivery: OutgoingDelivery) -> str:
        return delivery.subject.key


@router.get("/vendors", response=list[VendorOut])
def list_vendors(request: ApiRequest) -> list[dict[str, Any]]:
    """What can be connected, and what is to be set."""
    only_for(request.access, "administrator")
    return [
        {
            "slug": vendor.slug,
            "title": str(vendor.title),
            "about": str(vendor.about),
            "fields": [
                {
                    "name": field.name,
                    "label": str(field.label),
                    "kind": field.kind,
                    "required": field.required,
                    "secret": field.secret,
                    "made": field.made,
                }
                for field in vendor.fields
            ],
        }
        for vendor in all_vendors()
    ]


@router.get("/connections", response=Page[ConnectionOut])
def list_connections(request: ApiRequest, window: Query[Window], vendor: str = "") -> dict[str, Any]:
    only_for(request.access, "administrator")
    found = _visible(request)
    return page(found.filter(vendor=vendor) if vendor else found, "-made_at", "-id", window=window)


@router.get("/connections/{ref}", response=ConnectionOut)
def read_connection(request: ApiRequest, ref: UUID) -> Connection:
    return _find(request, ref)


@router.post("/connections/add_connection", response={201: AddedOut})
def add_connection(request: ApiRequest, body: AddBody) -> dict[str, Any]:
    """The only answer that holds the secrets that were made."""
    only_for(request.access, "administrator")
    connection, made = adding.add_connection(**body.dict(), by=request.access.actor)
    return {**ConnectionOut.from_orm(connection).dict(), "made": made}


@router.post("/connections/{ref}/change_connection", response=ConnectionOut)
def change_connection(request: ApiRequest, ref: UUID, body: ChangeBody) -> Connection:
    """All settings at once: one that is left out goes back to what is usual."""
    connection = _find(request, ref)
    return changing.change_connection(connection, name=body.name, settings=body.settings, by=request.access.actor)


@router.post("/connections/{ref}/replace_connection_secret", response=SecretOut)
def replace_connection_secret(request: ApiRequest, ref: UUID, body: SecretBody) -> SecretOut:
    connection = _find(request, ref)
    _same, made = replacing.replace_connection_secret(connection, **body.dict(), by=request.access.actor)
    return SecretOut(made=made)


@router.post("/connections/{ref}/try_connection", response=TriedOut)
def try_connection(request: ApiRequest, ref: UUID) -> TriedOut:
    """Asks the vendor whether it knows us; what it says is answered with 200, good or bad."""
    worked, said = trying.try_connection(_find(request, ref), by=request.access.actor)
    return TriedOut(worked=worked, said=said)


@router.post("/connections/{ref}/pause_connection", response=ConnectionOut)
def pause_connection(request: ApiRequest, ref: UUID) -> Connection:
    return pausing.pause_connection(_find(request, ref), by=request.access.actor)


@router.post("/connections/{ref}/resume_connection", response=ConnectionOut)
def resume_connection(request: ApiRequest, ref: UUID) -> Connection:
    return resuming.resume_connection(_find(request, ref), by=request.access.actor)


@router.post("/connections/{ref}/remove_connection", response={204: None})
def remove_connection(request: ApiRequest, ref: UUID) -> None:
    removing.remove_connection(_find(request, ref), by=request.access.actor)


@router.get("/connections/{ref}/incoming", response=Page[IncomingOut])
def list_incoming(request: ApiRequest, ref: UUID, window: Query[Window]) -> dict[str, Any]:
    return page(incoming_of(_find(request, ref)), "-received_at", "-id", window=window)


@router.get("/connections/{ref}/outgoing", response=Page[OutgoingOut])
def list_outgoing(request: ApiRequest, ref: UUID, window: Query[Window], trouble: bool = False) -> dict[str, Any]:
    """`trouble`: those alone that are parked, or failed and are tried again."""
    return page(outgoing_of(_find(request, ref), trouble=trouble), "-made_at", "-id", window=window)


@router.post("/connections/{ref}/replay_incoming", response=ReplayedOut)
def replay_incoming(request: ApiRequest, ref: UUID, body: ReplayBody) -> ReplayedOut:
    connection = _find(request, ref)
    return ReplayedOut(count=replaying_incoming.replay_incoming(connection, body.ids, by=request.access.actor))


@router.post("/connections/{ref}/replay_outgoing", response=ReplayedOut)
def replay_outgoing(request: ApiRequest, ref: UUID, body: ReplayBody) -> ReplayedOut:
    connection = _find(request, ref)
    return ReplayedOut(count=replaying_outgoing.replay_outgoing(connection, body.ids, by=request.access.actor))


def _visible(request: ApiRequest) -> QuerySet[Connection]:
    return Connection.objects.visible_to(request.access)


def _find(request: ApiRequest, ref: UUID) -> Connection:
    only_for(request.access, "administrator")
    return by_ref(_visible(request), str(ref))
