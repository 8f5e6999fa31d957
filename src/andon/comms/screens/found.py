"""The incident, update and recipient of an address, or 404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from andon.comms.models import Recipient, Update
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing
from andon.people.middleware import StaffRequest


def incident_or_404(request: StaffRequest, ref: str) -> Incident:
    try:
        return find_incident(ref, request.access, for_work=True)
    except Missing:
        raise Http404 from None


def update_or_404(request: StaffRequest, ref: str, number: int) -> Update:
    of = Update.objects.filter(incident=incident_or_404(request, ref))
    return get_object_or_404(of.select_related("incident").prefetch_related("texts"), number=min(number, 32_767))


def recipient_or_404(request: StaffRequest, ref: str, id: UUID) -> Recipient:
    return get_object_or_404(Recipient.objects.filter(of__incident=incident_or_404(request, ref)), id=id)
