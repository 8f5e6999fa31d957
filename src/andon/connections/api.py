"""Connections for programs, as administrators see them: no secret and no content is ever answered."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from ninja import Query, Router

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
from .models import Connection
from .reads.deliveries import incoming_of, outgoing_of
from .shapes import (
    AddBody,
    AddedOut,
    ChangeBody,
    ConnectionOut,
    IncomingOut,
    OutgoingOut,
    ReplayBody,
    ReplayedOut,
    SecretBody,
    SecretOut,
    TriedOut,
    VendorOut,
)
from .vendor import all_vendors

router = Router(tags=["Connections"])


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
