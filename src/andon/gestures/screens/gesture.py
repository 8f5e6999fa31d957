"""One gesture: how it stands, and what can be done with it: approve, decline, offer, done, give up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.gestures.actions.approve_gesture import approve_gesture
from andon.gestures.actions.decline_gesture import decline_gesture
from andon.gestures.actions.meet_gesture import meet_gesture
from andon.gestures.actions.offer_gesture import offer_gesture
from andon.gestures.actions.waive_gesture import waive_gesture
from andon.gestures.forms import DoneForm, OfferForm, WhyForm, WhyNotForm
from andon.gestures.models import Gesture
from andon.gestures.reads.gestures_of import show
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal
from andon.ui.several_forms import fresh

from .found import seen_gesture

agents = for_roles("agent", "lead")
FORMS: dict[str, type[forms.Form]] = {
    "offer_gesture": OfferForm,
    "meet_gesture": DoneForm,
    "waive_gesture": WhyForm,
    "decline_gesture": WhyNotForm,
}


@require_GET
@agents
def gesture(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    return _show(request, seen_gesture(request, ref, id), {})


@require_POST
@agents
def offer(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    by = request.access.actor
    return _act(request, ref, id, "offer_gesture", lambda one, said: offer_gesture(one, by=by, body=said["body"]))


@require_POST
@agents
def done(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    by = request.access.actor
    return _act(request, ref, id, "meet_gesture", lambda one, said: meet_gesture(one, by=by, **said))


@require_POST
@agents
def waive(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    by = request.access.actor
    return _act(request, ref, id, "waive_gesture", lambda one, said: waive_gesture(one, by=by, **said))


@require_POST
@for_roles("lead")
def decline(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    def act(one: Gesture, said: dict[str, Any]) -> None:
        _refuse_undecidable(request, one)
        decline_gesture(one, by=request.access.actor, **said)

    return _act(request, ref, id, "decline_gesture", act)


@require_POST
@for_roles("lead")
def approve(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    found = seen_gesture(request, ref, id)
    _refuse_undecidable(request, found)
    try:
        approve_gesture(found, by=request.access.actor)
        messages.success(request, _("Approved. It is to be done now."))
    except Refused as no:
        messages.error(request, no.message)
    return redirect("gestures:gesture", ref, id)


def _refuse_undecidable(request: StaffRequest, one: Gesture) -> None:
    """A lead decides for her teams; what is decided already says so by itself."""
    if one.state == "waits" and not may_decide(request, one) and one.asked_by != request.access.actor.key:
        raise PermissionDenied


def may_decide(request: StaffRequest, one: Gesture) -> bool:
    return Gesture.objects.approvable_by(request.access).filter(id=one.id).exists()


def _act(
    request: StaffRequest, ref: str, id: UUID, name: str, act: Callable[[Gesture, dict[str, Any]], object]
) -> HttpResponse:
    found = seen_gesture(request, ref, id)
    form = fresh(FORMS[name], name, data=request.POST)
    if form.is_valid():
        try:
            act(found, form.cleaned_data)
            return redirect("gestures:gesture", ref, id)
        except Refused as no:
            show_refusal(form, no)
    return _show(request, found, {name: form})


def _show(request: StaffRequest, found: Gesture, typed: dict[str, forms.Form]) -> HttpResponse:
    (shown,) = show([found])
    given = {"offer_gesture": {"initial": {"body": _proposed(found)}}}
    made = {name: typed.get(name) or fresh(kind, name, **given.get(name, {})) for name, kind in FORMS.items()}
    state, words = found.state_words
    context: dict[str, Any] = {
        "gesture": found,
        "shown": shown,
        "case": found.case.merged_into or found.case,
        "state": state,
        "words": words,
        "may_decide": found.state == "waits" and may_decide(request, found),
        **made,
    }
    return render(request, "gestures/gesture.html", context, status=422 if typed else 200)


def _proposed(found: Gesture) -> str:
    """To be changed before it is sent; in her language where this console speaks it."""
    case = found.case.merged_into or found.case
    with translation.override(case.locale):
        name = case.contact.first_name if case.contact else ""
        hello = _("Hello %(name)s,") % {"name": name} if name else _("Hello,")
        return f"{hello}\n\n" + _("for the trouble you had we would like to give you: %(what)s.") % {
            "what": found.words
        }
