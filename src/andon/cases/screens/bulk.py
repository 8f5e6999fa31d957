"""Doing something with many cases: what, then what it would do, then what became of each."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.cases.actions.prepare_bulk import prepare_bulk
from andon.cases.actions.run_bulk import run_bulk
from andon.cases.actions.undo_bulk import undo_bulk
from andon.cases.forms_bulk import ACT_WORDS, BulkForm
from andon.cases.models import BulkRun, Case
from andon.cases.reads.bulk_result import bulk_result
from andon.cases.reads.homes import survivors_of
from andon.cases.rules.bulk import MOST_CASES
from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .inbox import listed_cases


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def prepare(request: StaffRequest) -> HttpResponse:
    """From a selection of the inbox, or `all` of its list; first without an act, then with one. Whoever comes by the
    address alone has selected nothing yet."""
    if request.method == "GET":
        return redirect("cases:inbox")
    cases = _chosen(request)
    chosen = "act" in request.POST
    form = BulkForm(request.POST if chosen else None)
    if chosen and form.is_valid():
        try:
            given = form.given()
            run = prepare_bulk(cases, act=form.cleaned_data["act"], given=given, by=request.access)
            return redirect("cases:bulk_run", run.id)
        except Refused as no:
            _show(form, no)
    context = {
        "form": form,
        "count": len(cases),
        "all_of_list": "all" in request.POST,
        "chosen": [] if "all" in request.POST else cases,
        "back": _back(request),
        "most": MOST_CASES,
    }
    return render(request, "cases/prepare_bulk.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles("agent", "lead")
def bulk(request: StaffRequest, run: UUID) -> HttpResponse:
    """What it would do, how far it is, or what became of it."""
    found = _run(request, run)
    context = {
        "run": found,
        "act": dict(ACT_WORDS)[found.act],
        "can_undo": found.can_be_undone(clock.now()),
        "topic": found.subject.key,
    }
    return render(request, "cases/bulk_run.html", context | bulk_result(found, request.access))


@require_POST
@for_roles("agent", "lead")
def run(request: StaffRequest, run: UUID) -> HttpResponse:
    run_bulk(_run(request, run))
    return redirect("cases:bulk_run", run)


@require_POST
@for_roles("agent", "lead")
def undo(request: StaffRequest, run: UUID) -> HttpResponse:
    try:
        undo_bulk(_run(request, run))
    except Refused as no:
        messages.error(request, no.message)
    return redirect("cases:bulk_run", run)


def _run(request: StaffRequest, run: UUID) -> BulkRun:
    return get_object_or_404(BulkRun.objects.visible_to(request.access), id=run)


def _chosen(request: StaffRequest) -> list[Case]:
    """One that she may only read comes along, and is refused by name; one that was merged meanwhile is its survivor."""
    if "all" in request.POST:
        asked = dict(parse_qsl(urlsplit(_back(request)).query))
        return list(listed_cases(request.access, asked)[:MOST_CASES])
    try:
        keys = {UUID(key) for key in request.POST.getlist("case")[:MOST_CASES]}
    except ValueError:
        raise Http404 from None
    through = survivors_of(keys)
    wanted = set(through.values())
    found = list(Case.objects.visible_to(request.access).filter(id__in=wanted).order_by("number"))
    if len(through) < len(keys) or len(found) < len(wanted) or not keys:
        raise Http404
    return found


def _back(request: StaffRequest) -> str:
    where = request.POST.get("back", "")
    return where if where.startswith("/inbox/?") else reverse("cases:inbox")


def _show(form: BulkForm, no: Refused) -> None:
    if isinstance(no, Invalid):
        faults: dict[str, Any] = {form.field_of(name): text for name, text in no.faults.items()}
        no = Invalid(faults)
    show_refusal(form, no)
