"""Saying by hand that two cases belong together, and that they do not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.cases.models import Case
from andon.cases.named import workable_all
from andon.cases.screens.found import back
from andon.kit.errors import Missing, NotAllowed, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.suggestions.actions import relate_cases as relating
from andon.suggestions.actions import unrelate_cases as unrelating


@require_POST
@for_roles("agent", "lead")
def relate_cases(request: StaffRequest, ref: str) -> HttpResponse:
    """`case`: a reference such as C-12, typed."""
    (case,) = _cases(request, ref)
    other = request.POST.get("case", "").strip()[:80]
    try:
        (found,) = workable_all(request.access, [other])
        relating.relate_cases(case, found, by=request.access.actor)
        messages.success(request, _("%(ref)s belongs together with it now.") % {"ref": found.ref})
    except Refused as no:
        messages.error(request, no.message)
    return back(request, case)


@require_POST
@for_roles("agent", "lead")
def unrelate_cases(request: StaffRequest, ref: str, other: str) -> HttpResponse:
    case, found = _cases(request, ref, other)
    unrelating.unrelate_cases(case, found, by=request.access.actor)
    messages.success(request, _("%(ref)s does not belong together with it any more.") % {"ref": found.ref})
    return back(request, case)


def _cases(request: StaffRequest, *refs: str) -> list[Case]:
    try:
        return workable_all(request.access, refs)
    except Missing:
        raise Http404 from None
    except NotAllowed:
        raise PermissionDenied from None
