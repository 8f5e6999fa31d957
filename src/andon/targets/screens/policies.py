"""What is promised to whom: the ordered list, and one promise (leads and administrators)."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.targets.actions.order_target_policies import order_target_policies
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.actions.retire_target_policy import retire_target_policy
from andon.targets.forms_policy import TargetPolicyForm, as_controls
from andon.targets.lines import targets_text
from andon.targets.models import Recompute, TargetPolicy
from andon.targets.models.target_policy import usual_pauses
from andon.targets.reads.would_take import would_take
from andon.targets.rules.choosing import never_reached
from andon.targets.words import clock_word
from andon.ui.faults import show_refusal

settles = for_roles("lead", "administrator")


@require_GET
@settles
def policies(request: StaffRequest) -> HttpResponse:
    rows = list(_standing())
    movable = [row.slug for row in rows if not row.is_default]
    unreached = never_reached(rows)
    shown = [(row, _targets(row), _up(movable, row.slug), row.slug in unreached) for row in rows]
    run = Recompute.objects.filter(ended_at=None).first()
    return render(request, "targets/policies.html", {"rows": shown, "run": run})


@require_POST
@settles
def order(request: StaffRequest) -> HttpResponse:
    try:
        order_target_policies(request.POST.getlist("policy"), by=request.access.actor)
    except Refused:
        # Somebody else changed the list meanwhile: it is shown as it is now.
        return redirect("targets:target_policies")
    return redirect("targets:target_policies")


@require_http_methods(["GET", "POST"])
@settles
def new_policy(request: StaffRequest) -> HttpResponse:
    form = TargetPolicyForm(request.POST or None, initial={"pause_on": usual_pauses()})
    if request.method == "POST" and form.is_valid():
        slug = form.cleaned_data["slug"]
        if TargetPolicy.objects.filter(slug=slug).exists():
            form.add_error("slug", _("This short name is taken. Choose another one."))
        elif _is_meant(form) and _put(request, form, slug):
            return redirect("targets:target_policies")
    return _shown(request, form)


@require_http_methods(["GET", "POST"])
@settles
def policy(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(_standing(), slug=slug)
    form = TargetPolicyForm(request.POST or None, policy=found, initial=TargetPolicyForm.shown(found))
    if request.method == "POST" and form.is_valid() and _is_meant(form, found) and _put(request, form, found.slug):
        return redirect("targets:target_policies")
    return _shown(request, form, found)


@require_POST
@settles
def retire(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(_standing(), slug=slug, is_default=False)
    retire_target_policy(found, by=request.access.actor)
    return redirect("targets:target_policies")


def _standing() -> "QuerySet[TargetPolicy]":
    return TargetPolicy.objects.filter(retired_at=None).select_related("calendar")


def _is_meant(form: TargetPolicyForm, found: TargetPolicy | None = None) -> bool:
    """A promise without a condition takes everything below it: it is asked first, with what it would take."""
    if not form.asks_for_all:
        return True
    taken = would_take(found)
    said = ngettext(
        "Without a condition it holds for all. %(n)s open case that goes by a promise below it would go by this one.",
        "Without a condition it holds for all. %(n)s open cases that go by a promise below it would go by this one.",
        taken,
    )
    form.add_error("for_all", said % {"n": taken})
    return False


def _shown(request: StaffRequest, form: TargetPolicyForm, found: TargetPolicy | None = None) -> HttpResponse:
    asks = bool(form["for_all"].errors or form["for_all"].value()) if "for_all" in form.fields else False
    context = {"form": form, "policy": found, "asks": asks}
    return render(request, "targets/policy.html", context, status=422 if form.errors else 200)


def _put(request: StaffRequest, form: TargetPolicyForm, slug: str) -> bool:
    try:
        put_target_policy(TargetPolicyIn(slug=slug, **form.given()), by=request.access.actor)
    except Refused as no:
        show_refusal(form, as_controls(no) if isinstance(no, Invalid) else no)
        return False
    return True


def _targets(row: TargetPolicy) -> list[tuple[str, str]]:
    return [(clock_word(kind), targets_text(by)) for kind, by in row.targets.items()]


def _up(order: list[str], slug: str) -> list[str]:
    """The list with this one a place earlier; empty for one that cannot go up."""
    place = order.index(slug) if slug in order else 0
    if place == 0:
        return []
    return [*order[: place - 1], slug, order[place - 1], *order[place + 1 :]]
