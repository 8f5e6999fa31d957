"""Where an incident stands on the pages."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch

from andon.incidents.models import Incident, IncidentService
from andon.status_page.models import Component, Post, Publication, StatusPage
from andon.status_page.rules.states import suggested


def publications_of(incident: Incident) -> list[Publication]:
    """Those that stand on a page, with page, posts and texts; three queries."""
    posts = Prefetch("posts", Post.objects.filter(withdrawn_at=None).prefetch_related("texts"))
    found = Publication.objects.filter(incident=incident, withdrawn_at=None)
    return list(found.select_related("page__brand").prefetch_related(posts).order_by("page__name"))


def published(incidents: Collection[UUID]) -> set[UUID]:
    """Which of them stand on any page; one query."""
    found = Publication.objects.filter(incident__in=incidents, withdrawn_at=None)
    return set(found.values_list("incident_id", flat=True))


def components_of(page: StatusPage) -> list[Component]:
    return list(page.components.filter(hidden=False).select_related("capability"))


def states_now(publication: Publication) -> dict[UUID, str]:
    """What it does to components now, by their ids."""
    return dict(publication.spells.filter(ended_at=None).values_list("component_id", "state"))


def states_suggested(incident: Incident, components: Collection[Component]) -> dict[UUID, str]:
    """Of the components whose service it hits, by its severity; to be looked at, never taken unread."""
    hit = set(IncidentService.objects.filter(incident=incident).values_list("service_id", flat=True))
    state = suggested(incident.severity)
    return {one.id: state for one in components if one.of_service in hit}
