"""Alerts, changes and the keys of monitors, for programs. Monitors themselves use /v2/enqueue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.catalog.models import Service
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import create_integration_key as creating_integration_key
from .actions import revoke_integration_key as revoking_integration_key
from .api_sources import sources
from .models import Alert, IntegrationKey
from .shapes import KeyOut

router = Router(tags=["Alerts"])
router.add_router("", sources)


class AlertOut(Schema):
    id: UUID
    service_id: UUID
    dedup_key: str
    state: str
    severity: str
    summary: str
    source: str
    payload: dict[str, Any]
    count: int
    opened_at: datetime
    last_at: datetime
    resolved_at: datetime | None


class KeyBody(Schema):
    service: str = Field(description="by slug or id")
    name: str = Field(description="what will use it")
    format: str = Field("pagerduty", description="how it speaks; list_formats names them")
    secret: str = Field("", description="what the other side signs with, for a format that signs")


class NewKeyOut(KeyOut):
    routing_key: str


@router.get("/alerts", response=Page[AlertOut])
def list_alerts(
    request: ApiRequest, window: Query[Window], state: str = "", service: str = "", severity: str = ""
) -> dict[str, Any]:
    """The newest first. `state`: open, acknowledged or resolved; `service`: by slug or id."""
    found = Alert.objects.visible_to(request.access)
    found = found.filter(state=state) if state else found
    found = found.filter(severity=severity) if severity else found
    found = found.filter(service=_service(service)) if service else found
    return page(found, "-opened_at", "-id", window=window)


@router.get("/alerts/{ref}", response=AlertOut)
def read_alert(request: ApiRequest, ref: UUID) -> Alert:
    return by_ref(Alert.objects.visible_to(request.access), str(ref))


@router.get("/integration_keys", response=Page[KeyOut])
def list_integration_keys(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    only_for(request.access, "administrator")
    return page(IntegrationKey.objects.of_monitors(), "-made_at", "-id", window=window)


@router.post("/integration_keys/create_integration_key", response={201: NewKeyOut})
def create_integration_key(request: ApiRequest, body: KeyBody) -> dict[str, Any]:
    """The only answer that holds the routing key."""
    only_for(request.access, "administrator")
    key, text = creating_integration_key.create_integration_key(
        _service(body.service), name=body.name, by=request.access.actor, format=body.format, secret=body.secret
    )
    return {**KeyOut.from_orm(key).dict(), "routing_key": text}


@router.post("/integration_keys/{ref}/revoke_integration_key", response=KeyOut)
def revoke_integration_key(request: ApiRequest, ref: UUID) -> IntegrationKey:
    only_for(request.access, "administrator")
    key = by_ref(IntegrationKey.objects.of_monitors(), str(ref))
    return revoking_integration_key.revoke_integration_key(key, by=request.access.actor)


def _service(ref: str) -> Service:
    return by_ref(Service.objects.all(), ref, human="slug")
