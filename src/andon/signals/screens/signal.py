"""One signal: what was said, by whom, who that may be, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.customers.open_customer import open_customer
from andon.customers.reads.said import said
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.signals.actions.dismiss_signal import dismiss_signal
from andon.signals.actions.restore_signal import restore_signal
from andon.signals.forms import DismissForm
from andon.signals.models import Signal
from andon.signals.reads.who_it_may_be import who_it_may_be
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot

from .signals import ROLES

MOST_OTHERS = 5


@require_GET
@for_roles(*ROLES)
def signal(request: StaffRequest, id: UUID) -> HttpResponse:
    return _show(request, _seen(request, id), DismissForm(auto_id="dismiss_signal_%s"))


@require_POST
@for_roles(*ROLES)
def dismiss(request: StaffRequest, id: UUID) -> HttpResponse:
    found = _seen(request, id)
    form = DismissForm(request.POST, auto_id="dismiss_signal_%s")
    if form.is_valid():
        try:
            dismiss_signal(found, by=request.access.actor, **form.cleaned_data)
            return redirect("signals:signal", found.id)
        except Refused as no:
            show_refusal(form, no)
    return _show(request, found, form)


@require_POST
@for_roles(*ROLES)
def restore(request: StaffRequest, id: UUID) -> HttpResponse:
    found = _seen(request, id)
    try:
        restore_signal(found, by=request.access.actor)
        messages.success(request, _("It is new again."))
    except Refused as no:
        messages.error(request, no.message)
    return redirect("signals:signal", found.id)


def _seen(request: StaffRequest, id: UUID) -> Signal:
    return get_object_or_404(Signal.objects.visible_to(request.access).select_related("contact__account"), id=id)


def _show(request: StaffRequest, found: Signal, form: DismissForm) -> HttpResponse:
    person = who_it_may_be(found)
    if person is not None:
        open_customer(person.subject, user=request.access.user_id)
    context = {
        "signal": found,
        "person": person,
        "others": _others(request, found, person.id) if person else [],
        "attributes": [(key, said(value)) for key, value in found.attributes.items()],
        "form": form,
        "acts": render_slot("signal.actions", [found.subject], request)[found.subject],
        "sections": render_slot("signal.section", [found.subject], request)[found.subject],
    }
    return render(request, "signals/signal.html", context, status=422 if form.errors else 200)


def _others(request: StaffRequest, found: Signal, contact: UUID) -> list[Signal]:
    """What else the same person said."""
    hers = Signal.objects.visible_to(request.access).filter(contact_id=contact).exclude(id=found.id)
    return list(hers.order_by("-happened_at", "-id")[:MOST_OTHERS])
