"""Answering for a case: by a button of the case, or on a screen of its own when the answer is typed or corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.actions.answer_question import answer_question
from andon.questions.forms import AnswerForm
from andon.questions.models import Ask
from andon.questions.reads.answers_given import answers_given
from andon.questions.rules.answers import CHOICES, as_typed, from_typed
from andon.questions.shown import waiting_shown
from andon.ui.faults import show_refusal

from .found import back, workable_ask

agents = for_roles("agent", "lead")


@require_GET
@agents
def ask(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    found = workable_ask(request, ref, id)
    typed = {"value": as_typed(found.answer.value)} if found.answer and not found.answer.cannot_tell else {}
    return _show(request, found, AnswerForm(ask=found, initial=typed))


@require_POST
@agents
def answer(request: StaffRequest, ref: str, id: UUID) -> HttpResponse:
    found = workable_ask(request, ref, id)
    cannot, form = "cannot_tell" in request.POST, AnswerForm(request.POST, ask=found)
    if not cannot and not form.is_valid():
        return _show(request, found, form)
    value = None if cannot else from_typed(found.question.kind, _typed(request, found))
    try:
        answer_question(found, by=request.access.actor, value=value, cannot_tell=cannot)
    except Refused as no:
        if cannot:
            messages.error(request, no.message)
            return back(request, found.through)
        show_refusal(form, no)
        return _show(request, found, form)
    messages.success(request, _("Noted. The engineers see it."))
    return back(request, found.through)


def _typed(request: StaffRequest, found: Ask) -> Any:
    return request.POST.getlist("value") if found.question.kind == CHOICES else request.POST.get("value", "")


def _show(request: StaffRequest, found: Ask, form: AnswerForm) -> HttpResponse:
    context = {
        "ask": found,
        "case": found.through,
        "form": form,
        "given": answers_given([found])[found.id],
        "waiting": waiting_shown([found], keys=False)[0],
        "back": request.POST.get("back") or request.GET.get("back", ""),
    }
    return render(request, "questions/ask.html", context, status=422 if form.errors else 200)
