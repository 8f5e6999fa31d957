"""More impact brings more people: an administrator's small rules."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.impact.actions.put_impact_rule import put_impact_rule as putting
from andon.impact.forms import RuleForm
from andon.impact.models import ImpactRule
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles("lead", "administrator")
def rules(request: StaffRequest) -> HttpResponse:
    known = ImpactRule.objects.filter(slug=request.GET.get("rule", "")[:60].replace("\0", "")).first()
    initial = {name: getattr(known, name) for name in RuleForm.base_fields} if known else None
    return _show(request, RuleForm(initial=initial, auto_id="rule-%s"))


@require_POST
@for_roles("administrator")
def put_impact_rule(request: StaffRequest) -> HttpResponse:
    form = RuleForm(request.POST, auto_id="rule-%s")
    if form.is_valid():
        try:
            putting(**form.cleaned_data, by=request.access.actor)
            return redirect("impact:rules")
        except Refused as refused:
            show_refusal(form, refused)
    return _show(request, form)


def _show(request: StaffRequest, form: RuleForm) -> HttpResponse:
    context: dict[str, Any] = {
        "rules": ImpactRule.objects.select_related("policy", "team"),
        "form": form,
        "may_change": request.access.has("administrator"),
    }
    return render(request, "impact/rules.html", context, status=422 if form.errors else 200)
