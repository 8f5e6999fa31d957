"""What every screen of a gesture begins with: it, and the case through which it is read."""

from uuid import UUID

from django.http import Http404

from andon.cases.screens.found import workable_case
from andon.gestures.models import Gesture
from andon.gestures.reads.gestures_of import related
from andon.people.middleware import StaffRequest


def seen_gesture(request: StaffRequest, ref: str, id: UUID) -> Gesture:
    """404 for one that she does not see, or that belongs to another case."""
    case = workable_case(request, ref)
    found = related(Gesture.objects.visible_to(request.access)).filter(id=id).first()
    if found is None or case.id not in (found.case_id, found.case.merged_into_id):
        raise Http404
    return found
