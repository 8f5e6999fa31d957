"""One question: its answers as a table, who has not answered, and what is done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from andon.cases.reads.name_of import name_of
from andon.customers.models import AttributeDefinition
from andon.kit.csv_out import csv_text
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.actions.close_question import close_question
from andon.questions.actions.keep_answers import keep_answers
from andon.questions.actions.reopen_question import reopen_question
from andon.questions.actions.withdraw_question import withdraw_question
from andon.questions.forms import ReopenForm
from andon.questions.models import Question
from andon.questions.reads.answer_lines import COLUMNS, answer_lines, heads
from andon.questions.reads.tallies import tallies
from andon.timeline.actor import Actor
from andon.ui.faults import show_refusal

from .found import seen_question, workable_question

readers = for_roles("agent", "lead", "responder")


@require_GET
@readers
def question(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    return _show(request, seen_question(request, ref, id), ReopenForm())


@require_GET
@readers
def answers_csv(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    """A line a case, answered or not; those that the reader does not see have no name."""
    found = seen_question(request, ref, id)
    lines = answer_lines(found, request.access)
    names = heads()
    rows = [{names[column]: line[column] for column in COLUMNS} for line in lines]
    answer = HttpResponse(csv_text(list(names.values()), rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.incident.ref}-{found.key}.csv"'
    return answer


@require_POST
@readers
def close(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    return _act(request, ref, id, lambda found: close_question(found, by=request.access.actor), _("Closed."))


@require_POST
@readers
def withdraw(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    said = _("Withdrawn: nobody is asked, and its answers do not count.")
    return _act(request, ref, id, lambda found: withdraw_question(found, by=request.access.actor), said)


@require_POST
@readers
def reopen(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    found, form = workable_question(request, ref, id), ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_question(found, by=request.access.actor, **form.cleaned_data)
            return redirect("questions:question", ref, id)
        except Refused as no:
            show_refusal(form, no)
    return _show(request, found, form)


@require_POST
@for_roles("lead")
def keep(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    found = workable_question(request, ref, id)
    try:
        changed = keep_answers(found, by=request.access.actor)
    except Refused as no:
        messages.error(request, no.message)
    else:
        said = ngettext("%(n)s customer changed.", "%(n)s customers changed.", changed)
        messages.success(request, said % {"n": changed})
    return redirect("questions:question", ref, id)


def _act(request: StaffRequest, ref: str, id: UUID, act: Any, done: str) -> HttpResponse:
    found = workable_question(request, ref, id)
    try:
        act(found)
        messages.success(request, done)
    except Refused as no:
        messages.error(request, no.message)
    return redirect("questions:question", ref, id)


def _show(request: StaffRequest, found: Question, form: ReopenForm) -> HttpResponse:
    definition = AttributeDefinition.objects.filter(key=found.attribute).first() if found.attribute else None
    context = {
        "question": found,
        "incident": found.incident,
        "tally": tallies([found], request.access)[found.id],
        "asked_by": name_of(Actor.parse(found.asked_by)),
        "attribute": definition,
        "may_work": Question.objects.workable_by(request.access).filter(id=found.id).exists(),
        "may_keep": request.access.has("lead"),
        "reopen_form": form,
    }
    return render(request, "questions/question.html", context, status=422 if form.errors else 200)
