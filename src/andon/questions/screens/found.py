"""What the screens of questions begin with: the question or the ask, if the reader may see or change it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from andon.cases.models import Case
from andon.incidents.screens.incident import found_or_404
from andon.people.middleware import StaffRequest
from andon.questions.models import Ask, Question


def seen_question(request: StaffRequest, ref: str, id: UUID) -> Question:
    incident = found_or_404(request, ref)
    rows = Question.objects.visible_to(request.access).select_related("incident")
    found = rows.filter(incident=incident, id=id).first()
    if found is None:
        raise Http404
    return found


def workable_question(request: StaffRequest, ref: str, id: UUID) -> Question:
    """403 for one that she may only read."""
    found = seen_question(request, ref, id)
    if not Question.objects.workable_by(request.access).filter(id=found.id).exists():
        raise PermissionDenied
    return found


def workable_ask(request: StaffRequest, ref: str, id: UUID) -> Ask:
    """404 for one of another case, 403 for a case that is only shown to her."""
    case = Case.objects.visible_to(request.access).named(ref).first()
    found = Ask.objects.visible_to(request.access).related().filter(id=id).first() if case else None
    if case is None or found is None or found.through.id != case.id:
        raise Http404
    if not Ask.objects.workable_by(request.access).filter(id=found.id).exists():
        raise PermissionDenied
    return found


def back(request: StaffRequest, case: Case) -> HttpResponseRedirect:
    """To where the form stood: the inbox, the case, or the list of what waits; to nowhere else."""
    where = request.POST.get("back", "")
    ours = where.startswith(("/inbox/", "/cases/", "/questions/"))
    if ours and url_has_allowed_host_and_scheme(where, allowed_hosts=None):
        return HttpResponseRedirect(where)
    return HttpResponseRedirect(reverse("cases:case", args=[case.ref]))
