"""What can be given here and up to which amounts (administrators; leads read it)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.gestures.actions.put_gesture_kind import put_gesture_kind
from andon.gestures.actions.put_gesture_limit import put_gesture_limit
from andon.gestures.forms import KindForm, LimitForm
from andon.gestures.models import GestureKind, GestureLimit
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.several_forms import fresh, saved


@require_GET
@for_roles("lead", "administrator")
def settings(request: StaffRequest) -> HttpResponse:
    known = GestureKind.objects.filter(slug=request.GET.get("kind", "")).values().first()
    return _show(request, fresh(KindForm, "kind", initial=known), fresh(LimitForm, "limit"))


@require_POST
@for_roles("administrator")
def put_kind(request: StaffRequest) -> HttpResponse:
    form = fresh(KindForm, "kind", data=request.POST)
    if saved(form, put_gesture_kind, by=request.access.actor):
        return redirect("gestures:settings")
    return _show(request, form, fresh(LimitForm, "limit"))


@require_POST
@for_roles("administrator")
def put_limit(request: StaffRequest) -> HttpResponse:
    form = fresh(LimitForm, "limit", data=request.POST)
    if saved(form, put_gesture_limit, by=request.access.actor):
        return redirect("gestures:settings")
    return _show(request, fresh(KindForm, "kind"), form)


def _show(request: StaffRequest, kind: object, limit: object) -> HttpResponse:
    context = {
        "kinds": GestureKind.objects.all(),
        "limits": GestureLimit.objects.select_related("team"),
        "kind": kind,
        "limit": limit,
        "may_change": request.access.has("administrator"),
    }
    faults = any(getattr(form, "errors", None) for form in (kind, limit))
    return render(request, "gestures/settings.html", context, status=422 if faults else 200)
