"""Whom to page for which service, in which steps (administrators, and leads for their teams)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.kit.errors import Refused
from andon.paging.access import may_bind
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import put_policy
from andon.paging.actions.unbind_policy import unbind_policy
from andon.paging.forms import BindingForm, ConciergeForm
from andon.paging.models import Binding, Policy
from andon.paging.policy_form import PolicyForm, fallback_key
from andon.paging.reads.policies_offered import bound_services, concierges, policies_offered, services_by_policy
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_settle_for, settled_teams
from andon.ui.faults import show_refusal

ROLES = ("administrator", "lead")


@require_GET
@for_roles(*ROLES)
def policies(request: StaffRequest) -> HttpResponse:
    return _show(request)


@require_POST
@for_roles(*ROLES)
def bind(request: StaffRequest) -> HttpResponse:
    form = BindingForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    if not may_bind(request.access, form.cleaned_data["service"]):
        form.add_error("service", _("Another team owns it. Choose a service of a team that you lead."))
        return _show(request, form)
    given = form.cleaned_data
    bind_policy(
        given["service"],
        policy=given["policy"],
        ack_timeout_minutes=given["ack_timeout_minutes"],
        by=request.access.actor,
    )
    return redirect("paging:policies")


@require_POST
@for_roles("administrator")
def bind_concierge(request: StaffRequest) -> HttpResponse:
    form = ConciergeForm(request.POST)
    if not form.is_valid():
        return _show(request, concierge_form=form)
    bind_policy(form.to(), policy=form.cleaned_data["policy"], by=request.access.actor)
    return redirect("paging:policies")


@require_POST
@for_roles("administrator")
def unbind(request: StaffRequest, id: UUID) -> HttpResponse:
    unbind_policy(
        get_object_or_404(Binding.objects.select_related("policy", "service", "account"), id=id),
        by=request.access.actor,
    )
    return redirect("paging:policies")


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def new_policy(request: StaffRequest) -> HttpResponse:
    form = PolicyForm(request.POST or None, teams=settled_teams(request.access))
    if request.method == "POST" and form.is_valid():
        slug = form.cleaned_data["slug"]
        if Policy.objects.filter(slug=slug).exists():
            form.add_error("slug", _("This short name is taken. Choose another one."))
        elif _put(request, form, slug):
            return redirect("paging:policies")
    return render(request, "paging/policy.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def policy(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(policies_offered(), slug=slug)
    if not may_settle_for(request.access, found.team):
        raise PermissionDenied
    given = {"name": found.name, "team": found.team_id, "repeat": found.repeat, "fallback": fallback_key(found)}
    teams, steps = settled_teams(request.access), list(found.steps.all())
    form = PolicyForm(request.POST or None, initial=given, teams=teams, steps=steps, is_new=False)
    if request.method == "POST" and form.is_valid() and _put(request, form, found.slug):
        return redirect("paging:policies")
    context = {"form": form, "policy": found}
    return render(request, "paging/policy.html", context, status=422 if form.errors else 200)


def _put(request: StaffRequest, form: PolicyForm, slug: str) -> bool:
    given = form.cleaned_data
    try:
        put_policy(
            slug=slug,
            name=given["name"],
            team=given["team"],
            repeat=given["repeat"],
            fallback=form.fallback_given(),
            steps=form.steps_given(),
            by=request.access.actor,
        )
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _show(
    request: StaffRequest, form: BindingForm | None = None, concierge_form: ConciergeForm | None = None
) -> HttpResponse:
    bound = bound_services()
    form = form or BindingForm(initial={"service": bound[0].service.id if bound else None})
    services = services_by_policy(bound)
    rows = [(one, services.get(one.id, []), may_settle_for(request.access, one.team)) for one in policies_offered()]
    unbound = [one.service.name for one in bound if one.policy is None]
    concierge_form = concierge_form or ConciergeForm()
    context = {
        "rows": rows,
        "unbound": unbound,
        "has_services": bool(bound),
        "timeouts": [one for one in bound if one.ack_timeout_minutes],
        "form": form,
        "concierges": concierges(),
        "concierge_form": concierge_form,
        "may_bind_concierges": request.access.has("administrator"),
    }
    return render(request, "paging/policies.html", context, status=422 if form.errors or concierge_form.errors else 200)
