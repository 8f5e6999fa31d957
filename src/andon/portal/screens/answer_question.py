"""She answers what engineers want to know, by a button of her case: it counts, and stands in her thread."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.kit.errors import Conflict, Refused
from andon.portal.limits import refuse_too_fast
from andon.portal.show import for_holder
from andon.portal.visit import Visit
from andon.questions.actions.answer_as_customer import answer_as_customer
from andon.questions.models import Ask
from andon.questions.reads.asked_of_customer import open_asks
from andon.questions.rules.answers import CHOICES, from_typed

from .case import show_case, token_of


@require_POST
@for_holder
def answer_question(request: HttpRequest, visit: Visit, id: UUID) -> HttpResponse:
    ask = open_asks(visit.case, visit.contact).select_related("question").filter(id=id).first()
    if ask is None:
        messages.error(request, _("This question is over. Thank you."))
        return redirect("portal:case", token_of(request))
    cannot = "cannot_tell" in request.POST
    try:
        refuse_too_fast(visit.case)
        answer_as_customer(
            ask, contact=visit.contact, value=None if cannot else _value(request, ask), cannot_tell=cannot
        )
    except Conflict:
        messages.error(request, _("This question is over. Thank you."))
    except Refused as no:
        typed = request.POST.get("value", "")[:200]
        return show_case(
            request, visit, status=no.status, refused_ask=ask.id, refused_why=no.message, refused_value=typed
        )
    else:
        messages.success(request, _("Thank you. That helps us."))
    return redirect("portal:case", token_of(request))


def _value(request: HttpRequest, ask: Ask) -> Any:
    kind = ask.question.kind
    return from_typed(kind, request.POST.getlist("value") if kind == CHOICES else request.POST.get("value", ""))
