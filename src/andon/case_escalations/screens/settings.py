"""Whom cases can be escalated to, who is paged for it, and how soon somebody must have accepted."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.case_escalations.forms import KindForm
from andon.case_escalations.models import EscalationKind
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.several_forms import fresh, saved


@require_GET
@for_roles("lead", "administrator")
def settings(request: StaffRequest) -> HttpResponse:
    known = EscalationKind.objects.filter(slug=request.GET.get("kind", "")[:60]).first()
    return _show(request, fresh(KindForm, "kind", initial=_typed(known) if known else None))


@require_POST
@for_roles("administrator")
def put_kind(request: StaffRequest) -> HttpResponse:
    form = fresh(KindForm, "kind", data=request.POST)
    if saved(form, put_escalation_kind, by=request.access.actor):
        return redirect("case_escalations:settings")
    return _show(request, form)


def _typed(kind: EscalationKind) -> dict[str, Any]:
    return {name: getattr(kind, name) for name in KindForm.base_fields}


def _show(request: StaffRequest, form: forms.Form) -> HttpResponse:
    context = {
        "kinds": EscalationKind.objects.select_related("policy", "team", "calendar"),
        "form": form,
        "may_change": request.access.has("administrator"),
    }
    return render(request, "case_escalations/settings.html", context, status=422 if form.errors else 200)
