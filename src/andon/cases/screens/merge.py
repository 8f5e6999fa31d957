"""Making several cases one: which, found by words of the same customer or of any, and which of them stays."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.merge_form import MergeForm
from andon.cases.models import Case
from andon.cases.reads.merge_candidates import merge_candidates
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .acts import agents, by_button
from .found import workable_case

MOST = 20


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def merge(request: StaffRequest) -> HttpResponse:
    """`?case=` are the chosen ones, from a selection or one after the other; `?q=` finds more."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, asked.getlist("case"))
    form = MergeForm(request.POST if request.method == "POST" else None, cases=chosen)
    if request.method == "POST" and form.is_valid():
        into: Case = form.cleaned_data["into"]
        others = [case for case in chosen if case != into]
        try:
            survivor = merge_cases(
                others,
                into=into,
                by=request.access.actor,
                why=form.cleaned_data["why"],
                across_customers=form.cleaned_data["across_customers"],
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            refs = ", ".join(case.ref for case in others)
            messages.success(request, _("%(refs)s is part of this case now.") % {"refs": refs})
            return redirect("cases:case", survivor.ref)
    words = asked.get("q", "").strip()[:100]
    context: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "words": words,
        "found": merge_candidates(chosen, words, request.access) if chosen or words else [],
        "ids": [case.id for case in chosen],
    }
    return render(request, "cases/merge_cases.html", context, status=422 if form.errors else 200)


@require_POST
@agents
def undo(request: StaffRequest, ref: str, merged: UUID) -> HttpResponse:
    case = workable_case(request, ref)
    found = get_object_or_404(Case.objects.filter(merged_into=case), id=merged)
    said = _("%(ref)s stands for itself again.") % {"ref": found.ref}
    return by_button(request, case, lambda: undo_merge(found, by=request.access.actor), said)


def _chosen(request: StaffRequest, keys: list[str]) -> list[Case]:
    """In the order chosen; one that was merged meanwhile is its survivor."""
    try:
        ids = list(dict.fromkeys(UUID(key) for key in keys[:MOST]))
    except ValueError:
        raise Http404 from None
    through = dict(Case.objects.filter(id__in=ids).order_by().values_list("id", "merged_into_id"))
    wanted = list(dict.fromkeys(through.get(id) or id for id in ids))
    found = Case.objects.visible_to(request.access).with_people().in_bulk(wanted)
    if len(found) < len(wanted):
        raise Http404
    if Case.objects.workable_by(request.access).filter(id__in=wanted).count() < len(wanted):
        raise PermissionDenied
    return [found[id] for id in wanted]
