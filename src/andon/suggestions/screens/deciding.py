"""The buttons of suggestions, on cases and on what cases are linked to."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from andon.kit.errors import Missing, NotAllowed, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.suggestions.actions import accept_suggestion as accepting
from andon.suggestions.actions import accept_suggestions as accepting_all
from andon.suggestions.actions import dismiss_suggestion as dismissing
from andon.suggestions.actions import undo_suggestion as undoing
from andon.suggestions.models import Suggestion
from andon.suggestions.reads.find_suggestion import find_suggestion
from andon.suggestions.rules.kinds import LINK, MERGE, RELATE

agents = for_roles("agent", "lead")
MOST = 200


@require_POST
@agents
def accept_suggestion(request: StaffRequest, id: UUID) -> HttpResponse:
    """`how`: merge, relate or link; the kind's own when nothing is named."""
    how = request.POST.get("how", "")
    done = {
        MERGE: _("They are one case now. You can undo it above."),
        RELATE: _("They belong together now; each shows the other."),
        LINK: _("The case is linked."),
    }

    def act(found: Suggestion) -> str:
        return done[accepting.accept_suggestion(found, access=request.access, how=how).how]

    return _try(request, id, act)


@require_POST
@agents
def dismiss_suggestion(request: StaffRequest, id: UUID) -> HttpResponse:
    def act(found: Suggestion) -> str:
        dismissing.dismiss_suggestion(found, by=request.access.actor)
        return _("It is not suggested any more.")

    return _try(request, id, act)


@require_POST
@agents
def undo_suggestion(request: StaffRequest, id: UUID) -> HttpResponse:
    def act(found: Suggestion) -> str:
        undoing.undo_suggestion(found, access=request.access)
        return _("Undone.")

    return _try(request, id, act)


@require_POST
@agents
def accept_suggestions(request: StaffRequest) -> HttpResponse:
    """Those that are ticked, or all that were shown."""
    found = Suggestion.objects.workable_by(request.access).filter(id__in=_ids(request))
    try:
        accepted = accepting_all.accept_suggestions(list(found), access=request.access)
    except Refused as no:
        messages.error(request, no.message)
        return _back(request)
    said = ngettext("%(n)s case is linked.", "%(n)s cases are linked.", len(accepted))
    messages.success(request, said % {"n": len(accepted)})
    return _back(request)


def _try(request: StaffRequest, id: UUID, act: Callable[[Suggestion], str]) -> HttpResponse:
    try:
        found = find_suggestion(id, request.access, for_work=True)
    except Missing:
        raise Http404 from None
    except NotAllowed:
        raise PermissionDenied from None
    try:
        messages.success(request, act(found))
    except Refused as no:
        messages.error(request, no.message)
    return _back(request)


def _ids(request: StaffRequest) -> list[UUID]:
    found = []
    for key in request.POST.getlist("suggestion")[:MOST]:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found


def _back(request: StaffRequest) -> HttpResponse:
    """To the screen it was pressed on, when that is one of ours."""
    where = request.POST.get("back", "")
    if where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None):
        return HttpResponseRedirect(where)
    return redirect("cases:inbox")
