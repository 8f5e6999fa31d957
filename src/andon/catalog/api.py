"""Brands, services, capabilities and dependencies, for programs."""

from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid
from andon.kit.rest.batch import MOST_ITEMS, Each, Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref, by_refs
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import Team

from .actions import choose_default_brand as choosing_default_brand
from .actions import connect_services as connecting
from .actions import disconnect_services as disconnecting
from .actions import put_brand as putting_brand
from .actions.put_capabilities import CapabilityIn
from .actions.put_capabilities import put_capabilities as putting_capabilities
from .actions.put_services import ServiceIn
from .actions.put_services import put_services as putting_services
from .models import Brand, Capability, Service
from .reads.services_offered import services_offered

router = Router(tags=["Catalogue"])


class ServiceBody(Schema):
    slug: str
    name: str
    owner: str = Field(description="the team, by slug or id")
    description: str = ""


class CapabilityBody(Schema):
    slug: str
    name: str = Field(description="in customers' words")
    service: str = Field(description="by slug or id")
    position: int = Field(100, ge=0, le=32_000)


class PutServices(Schema):
    items: list[Each[ServiceBody]] = Field(max_length=MOST_ITEMS)


class PutCapabilities(Schema):
    items: list[Each[CapabilityBody]] = Field(max_length=MOST_ITEMS)


class ServiceOut(Schema):
    id: UUID
    slug: str
    name: str
    description: str
    owner_id: UUID


class CapabilityOut(Schema):
    id: UUID
    slug: str
    name: str
    service_id: UUID
    position: int


class NeedsBody(Schema):
    needs: str = Field(description="the service that this one does not work without, by slug or id")


class BrandBody(Schema):
    slug: str
    name: str
    portal_name: str = ""
    mail_name: str = ""
    signature: str = ""
    hue: int = 264
    locales: list[str] = []


class BrandOut(BrandBody):
    id: UUID
    is_default: bool


@router.get("/services", response=Page[ServiceOut])
def list_services(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Service.objects.all(), "slug", window=window)


@router.get("/services/{ref}", response=ServiceOut)
def read_service(request: ApiRequest, ref: str) -> Service:
    return _service(ref)


@router.post("/services/put_services", response=list[Outcome[ServiceOut]])
def put_services(request: ApiRequest, body: PutServices) -> list[dict[str, Any]]:
    only_for(request.access, "administrator")
    return answer_each(body.items, lambda items: putting_services(_services(items), by=request.access.actor))


@router.post("/services/{ref}/connect_services", response={204: None})
def connect_services(request: ApiRequest, ref: str, body: NeedsBody) -> None:
    only_for(request.access, "administrator")
    connecting.connect_services(_service(ref), needs=_service(body.needs), by=request.access.actor)


@router.post("/services/{ref}/disconnect_services", response={204: None})
def disconnect_services(request: ApiRequest, ref: str, body: NeedsBody) -> None:
    only_for(request.access, "administrator")
    disconnecting.disconnect_services(_service(ref), needs=_service(body.needs), by=request.access.actor)


@router.get("/services/{ref}/needs", response=list[ServiceOut])
def list_needed_services(request: ApiRequest, ref: str) -> list[Service]:
    service = by_ref(services_offered(), ref, human="slug")
    return [dependency.needs for dependency in service.needs.all()]


@router.get("/capabilities", response=Page[CapabilityOut])
def list_capabilities(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Capability.objects.all(), "position", "id", window=window)


@router.post("/capabilities/put_capabilities", response=list[Outcome[CapabilityOut]])
def put_capabilities(request: ApiRequest, body: PutCapabilities) -> list[dict[str, Any]]:
    only_for(request.access, "administrator")
    return answer_each(body.items, lambda items: putting_capabilities(_capabilities(items), by=request.access.actor))


@router.get("/brands", response=Page[BrandOut])
def list_brands(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Brand.objects.all(), "slug", window=window)


@router.post("/brands/put_brand", response=BrandOut)
def put_brand(request: ApiRequest, body: BrandBody) -> Brand:
    only_for(request.access, "administrator")
    return putting_brand.put_brand(**body.dict(), by=request.access.actor)


@router.post("/brands/{ref}/choose_default_brand", response=BrandOut)
def choose_default_brand(request: ApiRequest, ref: str) -> Brand:
    only_for(request.access, "administrator")
    brand = by_ref(Brand.objects.all(), ref, human="slug")
    return choosing_default_brand.choose_default_brand(brand, by=request.access.actor)


def _service(ref: str) -> Service:
    return by_ref(Service.objects.all(), ref, human="slug")


def _services(items: list[ServiceBody]) -> list[ServiceIn]:
    teams = by_refs(Team.objects.all(), [item.owner for item in items], human="slug")
    for item in items:
        if item.owner not in teams:
            raise Invalid({"owner": f"There is no team {item.owner[:80]}."})
    return [ServiceIn(**item.dict(exclude={"owner"}), owner=teams[item.owner]) for item in items]


def _capabilities(items: list[CapabilityBody]) -> list[CapabilityIn]:
    services = by_refs(Service.objects.all(), [item.service for item in items], human="slug")
    for item in items:
        if item.service not in services:
            raise Invalid({"service": f"There is no service {item.service[:80]}."})
    return [CapabilityIn(**item.dict(exclude={"service"}), service=services[item.service]) for item in items]
