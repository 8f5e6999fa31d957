"""The incident, page and publication of an address, or 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from andon.catalog.reads.our_brand import our_brand
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing
from andon.people.middleware import StaffRequest
from andon.status_page.models import Publication, StatusPage


def incident_or_404(request: StaffRequest, ref: str) -> Incident:
    try:
        return find_incident(ref, request.access, for_work=True)
    except Missing:
        raise Http404 from None


def page_or_404(slug: str) -> StatusPage:
    return get_object_or_404(StatusPage.objects.select_related("brand"), slug=slug)


def publication_or_404(request: StaffRequest, ref: str, slug: str) -> Publication:
    of = Publication.objects.filter(incident=incident_or_404(request, ref), page__slug=slug, withdrawn_at=None)
    return get_object_or_404(of.select_related("page__brand", "incident"))


def locales_of(page: StatusPage) -> list[str]:
    return list((page.brand or our_brand()).locales) or ["en"]
