"""Status pages, and incidents on them, for programs."""

from typing import Any
from uuid import UUID

from ninja import Query, Router

from andon.catalog.models import Brand, Capability, Service
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Invalid, Missing
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import correct_publication as correcting
from .actions import post_status as posting
from .actions import publish_incident as publishing
from .actions import put_component as putting_component
from .actions import put_status_page as putting_page
from .actions import take_post_back as taking_back
from .actions import unpublish_incident as unpublishing
from .models import Component, Post, Publication, StatusPage
from .reads.publications_of import publications_of
from .schemas import (
    ComponentIn,
    ComponentOut,
    CorrectIn,
    PostIn,
    PostOut,
    PublicationOut,
    PublishIn,
    StatusPageIn,
    StatusPageOut,
)

router = Router(tags=["Status pages"])
TELLS = ("agent", "lead")


@router.get("/status_pages", response=Page[StatusPageOut])
def list_status_pages(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    only_for(request.access, "administrator", *TELLS)
    return page(StatusPage.objects.all(), "slug", window=window)


@router.post("/status_pages/put_status_page", response=StatusPageOut)
def put_status_page(request: ApiRequest, body: StatusPageIn) -> StatusPage:
    """Add a page or change the one of the same slug."""
    only_for(request.access, "administrator")
    brand = by_ref(Brand.objects.all(), body.brand, human="slug") if body.brand else None
    return putting_page.put_status_page(**body.dict(exclude={"brand"}), brand=brand, by=request.access.actor)


@router.get("/status_pages/{ref}/components", response=list[ComponentOut])
def list_components(request: ApiRequest, ref: str) -> list[Component]:
    only_for(request.access, "administrator", *TELLS)
    return list(_page(ref).components.all())


@router.post("/status_pages/{ref}/put_component", response=ComponentOut)
def put_component(request: ApiRequest, ref: str, body: ComponentIn) -> Component:
    """Add a line or change the one of the same slug."""
    only_for(request.access, "administrator")
    capability = by_ref(Capability.objects.all(), body.capability, human="slug") if body.capability else None
    service = by_ref(Service.objects.all(), body.service, human="slug") if body.service else None
    said = body.dict(exclude={"capability", "service"})
    actor = request.access.actor
    return putting_component.put_component(_page(ref), **said, capability=capability, service=service, by=actor)


@router.get("/incidents/{ref}/publications", response=list[PublicationOut])
def list_publications(request: ApiRequest, ref: str) -> list[Publication]:
    """Where it stands on status pages, with what they say of it."""
    return publications_of(_incident(request, ref))


@router.post("/incidents/{ref}/publish_incident", response={201: PublicationOut})
def publish_incident(request: ApiRequest, ref: str, body: PublishIn) -> Publication:
    """Put it on a page; nothing of it is shown but what is given here."""
    incident, found = _incident(request, ref), _page(body.page)
    said = body.dict(exclude={"page", "states"})
    actor = request.access.actor
    return publishing.publish_incident(incident, page=found, states=_states(found, body.states), **said, by=actor)


@router.post("/incidents/{ref}/publications/{page_ref}/post_status", response={201: PostOut})
def post_status(request: ApiRequest, ref: str, page_ref: str, body: PostIn) -> Post:
    publication = _publication(request, ref, page_ref)
    states, actor = _states(publication.page, body.states), request.access.actor
    return posting.post_status(publication, stage=body.stage, texts=body.texts, states=states, by=actor)


@router.post("/incidents/{ref}/publications/{page_ref}/posts/{id}/take_post_back", response={204: None})
def take_post_back(request: ApiRequest, ref: str, page_ref: str, id: UUID) -> None:
    post = Post.objects.filter(of=_publication(request, ref, page_ref), id=id).first()
    if post is None:
        raise Missing("There is no such post.")
    taking_back.take_post_back(post, by=request.access.actor)


@router.post("/incidents/{ref}/publications/{page_ref}/correct_publication", response=PublicationOut)
def correct_publication(request: ApiRequest, ref: str, page_ref: str, body: CorrectIn) -> Publication:
    publication = _publication(request, ref, page_ref)
    return correcting.correct_publication(publication, **body.dict(), by=request.access.actor)


@router.post("/incidents/{ref}/publications/{page_ref}/unpublish_incident", response={204: None})
def unpublish_incident(request: ApiRequest, ref: str, page_ref: str) -> None:
    """Take it off the page, out of its history too."""
    unpublishing.unpublish_incident(_publication(request, ref, page_ref), by=request.access.actor)


def _page(ref: str) -> StatusPage:
    return by_ref(StatusPage.objects.all(), ref, human="slug")


def _incident(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *TELLS)
    return find_incident(ref, request.access, for_work=True)


def _publication(request: ApiRequest, ref: str, page_ref: str) -> Publication:
    of = Publication.objects.filter(incident=_incident(request, ref), page=_page(page_ref), withdrawn_at=None)
    found = of.select_related("page", "incident").first()
    if found is None:
        raise Missing("It does not stand on this page.")
    return found


def _states(of: StatusPage, states: dict[str, str]) -> dict[Component, str]:
    known = {one.slug: one for one in of.components.filter(slug__in=states)}
    if unknown := states.keys() - known.keys():
        raise Invalid({"states": f"This page has no component {min(unknown)[:80]}."})
    return {known[slug]: state for slug, state in states.items()}
