"""One run of pages, for signed-in staff: why it matters, who was paged and how each message went, who is next."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.alerts.rules.severities import lamp_of
from andon.kit.errors import Refused
from andon.paging.access import may_answer
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.decline_page import decline_page
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.actions.reassign_escalation import reassign_escalation
from andon.paging.actions.resolve_escalation import resolve_escalation
from andon.paging.actions.revoke_page_links import revoke_page_links
from andon.paging.actions.snooze_escalation import snooze_escalation
from andon.paging.actions.unacknowledge import unacknowledge
from andon.paging.forms import ReassignForm, SnoozeForm
from andon.paging.models import Escalation
from andon.paging.page_link import PURPOSE
from andon.paging.reads.gaps import turns_without_anybody
from andon.paging.reads.places_told import places_told
from andon.paging.reads.steps_ahead import steps_ahead
from andon.paging.reads.who_is_next import who_is_next
from andon.paging.reads.who_was_paged import who_was_paged
from andon.paging.rules.why import Why
from andon.people.guard import for_roles
from andon.people.links import count_open_links
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

ROLES = ("agent", "responder", "lead", "administrator")


@require_GET
@for_roles(*ROLES)
def page(request: StaffRequest, ref: UUID) -> HttpResponse:
    return _show(request, _found(request, ref))


def _show(request: StaffRequest, run: Escalation, **forms: Form) -> HttpResponse:
    why = Why.load(run.why)
    context = {
        "run": run,
        "why": why,
        "severity_lamp": lamp_of(why.severity),
        "mine": run.acknowledged_by_id == request.user.id,
        "paged": who_was_paged([run])[run.id],
        "nobody": turns_without_anybody(run),
        "next": who_is_next(run),
        "about": render_slot("page.subject", [run.subject], request)[run.subject],
        "may_answer": may_answer(request.access, run),
        "was_paged": run.pages.filter(user=request.user, declined_at=None).exists(),
        "open_links": count_open_links(PURPOSE, run.itself),
        "snooze_form": SnoozeForm(),
        "reassign_form": ReassignForm(),
        "ahead": steps_ahead(run),
        "places": places_told(run),
        **forms,
    }
    return render(request, "paging/page.html", context, status=422 if forms else 200)


@require_POST
@for_roles(*ROLES)
def acknowledge_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    run = _found(request, ref)
    if not may_answer(request.access, run):
        raise PermissionDenied
    return _act(request, run, acknowledge)


@require_POST
@for_roles(*ROLES)
def escalate_it_now(request: StaffRequest, ref: UUID) -> HttpResponse:
    return _act(request, _found(request, ref), escalate_now)


@require_POST
@for_roles(*ROLES)
def unacknowledge_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    return _act(request, _mine(request, ref), unacknowledge)


@require_POST
@for_roles(*ROLES)
def resolve_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    return _act(request, _mine(request, ref), resolve_escalation)


@require_POST
@for_roles(*ROLES)
def decline_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    run = _found(request, ref)
    if not run.pages.filter(user=request.user).exists():
        raise PermissionDenied
    return _act(request, run, partial(decline_page, user=request.user))


@require_POST
@for_roles(*ROLES)
def snooze_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    run, form = _mine(request, ref), SnoozeForm(request.POST)
    if not form.is_valid():
        return _show(request, run, snooze_form=form)
    return _act(request, run, partial(snooze_escalation, until=form.until()))


@require_POST
@for_roles(*ROLES)
def reassign_it(request: StaffRequest, ref: UUID) -> HttpResponse:
    run, form = _mine(request, ref), ReassignForm(request.POST)
    if not form.is_valid():
        return _show(request, run, reassign_form=form)
    return _act(request, run, partial(reassign_escalation, to=form.whom()))


def _mine(request: StaffRequest, ref: UUID) -> Escalation:
    run = _found(request, ref)
    if not may_answer(request.access, run):
        raise PermissionDenied
    return run


@require_POST
@for_roles(*ROLES)
def revoke_links(request: StaffRequest, ref: UUID) -> HttpResponse:
    run = _found(request, ref)
    if not may_answer(request.access, run):
        raise PermissionDenied
    revoke_page_links(run, by=request.access.actor)
    messages.success(request, _("The links in its pages open nothing any more. Whoever is paged next gets a new one."))
    return redirect("paging:page", run.id)


def _act(request: StaffRequest, run: Escalation, act: Callable[..., Escalation]) -> HttpResponse:
    try:
        act(run, by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("paging:page", run.id)


def _found(request: StaffRequest, ref: UUID) -> Escalation:
    """By the run's id, or by the id of one of its pages."""
    runs = Escalation.objects.visible_to(request.access).select_related("policy", "service", "acknowledged_by")
    return get_object_or_404(runs.distinct(), Q(id=ref) | Q(pages__id=ref))
