"""What every screen of a case begins with: the case, if the reader may see or change it; and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.cases.rules.references import read_reference
from andon.people.middleware import StaffRequest


def seen_case(request: StaffRequest, ref: str) -> Case:
    """By C-12 or id, a merged one's survivor; 404 as if it did not exist."""
    found = Case.objects.visible_to(request.access).with_people()
    case = found.named(ref).first()
    if case is None:
        raise Http404
    return case


def workable_case(request: StaffRequest, ref: str) -> Case:
    """One that she may change; 403 for one that is only shown to her."""
    case = seen_case(request, ref)
    if not may_work_on(request, case):
        raise PermissionDenied
    return case


def merged_meanwhile(request: StaffRequest, case: Case) -> str:
    """Why nothing is done, in words: the address names a case that was merged into this one; "" otherwise."""
    ref = request.resolver_match.kwargs.get("ref", case.ref) if request.resolver_match else case.ref
    if read_reference(ref) in (case.number, case.id):
        return ""
    said = {"ref": ref if len(ref) < 20 else _("It"), "into": case.ref}
    return _("%(ref)s was merged into %(into)s meanwhile. Look at it here, and do it again if it still fits.") % said


def may_work_on(request: StaffRequest, case: Case) -> bool:
    # What the row says already needs no question.
    if request.access.in_team(case.team_id, "agent", "lead"):
        return True
    return Case.objects.workable_by(request.access).filter(id=case.id).exists()


def back(request: StaffRequest, case: Case) -> HttpResponseRedirect:
    """To where the form stood, the inbox or the case; to nowhere else."""
    where = request.POST.get("back", "")
    ours = where.startswith(("/inbox/", "/cases/")) and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return HttpResponseRedirect(where if ours else reverse("cases:case", args=[case.ref]))
