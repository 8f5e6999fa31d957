"""Who may be woken, and whether she can be (everybody herself; leads their teams; administrators all)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.notifications.access import may_plan_tests, teams_to_test
from andon.notifications.actions.plan_self_tests import plan_self_tests
from andon.notifications.forms import SelfTestsForm
from andon.notifications.models import SelfTestPlan
from andon.notifications.reads.readiness import readiness
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def ready(request: StaffRequest) -> HttpResponse:
    return _show(request)


@require_POST
@for_roles("lead", "administrator")
def plan_tests(request: StaffRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return _show(request, form)
    team = form.cleaned_data["team"]
    if not may_plan_tests(request.access, team):
        raise PermissionDenied
    plan_self_tests(team, weekday=form.weekday, hour=form.cleaned_data["hour"], by=request.access.actor)
    messages.success(request, _("The weekly test is kept."))
    return redirect("notifications:readiness")


def _show(request: StaffRequest, form: SelfTestsForm | None = None) -> HttpResponse:
    may_plan = request.access.has("lead", "administrator")
    plans = SelfTestPlan.objects.select_related("team").order_by("team__name") if may_plan else []
    context = {
        "people": readiness(request.access),
        "plans": [one for one in plans if may_plan_tests(request.access, one.team)],
        "form": (form or _form(request)) if may_plan else None,
    }
    return render(request, "notifications/readiness.html", context, status=422 if form else 200)


def _form(request: StaffRequest, data: Any = None) -> SelfTestsForm:
    everybody = may_plan_tests(request.access, None)
    return SelfTestsForm(data, teams=teams_to_test(request.access), everybody=everybody)
