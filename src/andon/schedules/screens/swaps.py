"""Asking somebody to take a shift, and answering (whoever has a turn; the team looks after it)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_take, may_withdraw, turns_of
from andon.schedules.actions.ask_for_swap import ask_for_swap
from andon.schedules.actions.decline_swap import decline_swap
from andon.schedules.actions.take_swap import take_swap
from andon.schedules.actions.withdraw_swap import withdraw_swap
from andon.schedules.forms import SwapForm
from andon.schedules.models import Swap
from andon.ui.faults import show_refusal

from .on_call import show


@require_POST
@for_roles()
def ask(request: StaffRequest) -> HttpResponse:
    """Times are the reader's."""
    form = SwapForm(request.POST, schedules=turns_of(request.access), prefix="swap")
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            ask_for_swap(given.pop("schedule"), asker=request.user, **given, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The others are asked, each in her working hours."))
            return redirect("schedules:on_call")
    return show(request, swap_form=form)


@require_POST
@for_roles()
def take(request: StaffRequest, id: UUID) -> HttpResponse:
    swap = _find(id)
    if not may_take(request.access, swap):
        raise PermissionDenied
    return _answer(request, lambda: take_swap(swap, taker=request.user, by=request.access.actor), _("It is yours now."))


@require_POST
@for_roles()
def decline(request: StaffRequest, id: UUID) -> HttpResponse:
    swap = _find(id)
    if not swap.offers.filter(user=request.user).exists():
        raise PermissionDenied
    done = _("You said no; the others still may take it.")
    return _answer(request, lambda: decline_swap(swap, user=request.user, by=request.access.actor), done)


@require_POST
@for_roles()
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    swap = _find(id)
    if not may_withdraw(request.access, swap):
        raise PermissionDenied
    done = _("Taken back: nobody is asked any more.")
    return _answer(request, lambda: withdraw_swap(swap, by=request.access.actor), done)


def _answer(request: StaffRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return show(request, refused=refused.message)
    messages.success(request, done)
    return redirect("schedules:on_call")


def _find(id: UUID) -> Swap:
    return get_object_or_404(Swap.objects.select_related("schedule__team"), id=id)
