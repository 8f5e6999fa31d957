"""Questions of engineers and their answers, for programs: the same acts as at the screens."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.cases.models import Case
from andon.cases.named import brand_named, seen
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Invalid, Missing, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import answer_question as answering
from .actions import ask_question as asking
from .actions import close_question as closing
from .actions import keep_answers as keeping
from .actions import let_customers_be_asked as letting
from .actions import pass_to_customer as passing
from .actions import reopen_question as reopening
from .actions import withdraw_question as withdrawing
from .askers import may_ask
from .models import Ask, BrandAsking, Question
from .reads.tallies import tallies
from .reads.waiting_for import waiting_for
from .shapes import (
    AnswerBody,
    AskOut,
    BrandAskingBody,
    BrandAskingOut,
    KeptOut,
    PassBody,
    QuestionBody,
    QuestionOut,
    ReopenBody,
    TallyOut,
)

router = Router(tags=["Questions"])
READ = ("agent", "lead", "responder")


@router.get("/incidents/{ref}/questions", response=list[QuestionOut])
def list_questions(request: ApiRequest, ref: str) -> list[Question]:
    """Newest first."""
    only_for(request.access, *READ)
    return list(Question.objects.visible_to(request.access).filter(incident=find_incident(ref, request.access)))


@router.post("/incidents/{ref}/ask_question", response={201: QuestionOut})
def ask_question(request: ApiRequest, ref: str, body: QuestionBody) -> Question:
    """Engineers, leads, and whoever leads the incident."""
    incident = _to_ask(request, ref)
    return asking.ask_question(incident, body.given(), by=request.access.actor)


@router.get("/questions/{id}", response=TallyOut)
def read_question(request: ApiRequest, id: UUID) -> dict[str, Any]:
    """With its answers counted."""
    question = _seen(request, id)
    found = tallies([question], request.access)[question.id]
    return {
        "question": question,
        "asked": found.asked,
        "answered": found.answered,
        "passed": sum(1 for one in found.missing if one.passed),
        "rows": found.rows,
    }


@router.get("/questions/{id}/asks", response=Page[AskOut])
def list_asks(request: ApiRequest, id: UUID, window: Query[Window]) -> dict[str, Any]:
    """Of the cases that the caller sees, answered or not."""
    asks = Ask.objects.visible_to(request.access).filter(question=_seen(request, id))
    return page(asks.related(), "asked_at", "id", window=window)


@router.post("/questions/{id}/close_question", response=QuestionOut)
def close_question(request: ApiRequest, id: UUID) -> Question:
    return closing.close_question(_workable(request, id), by=request.access.actor)


@router.post("/questions/{id}/reopen_question", response=QuestionOut)
def reopen_question(request: ApiRequest, id: UUID, body: ReopenBody) -> Question:
    question = _workable(request, id)
    return reopening.reopen_question(question, by=request.access.actor, open_until=body.open_until)


@router.post("/questions/{id}/withdraw_question", response=QuestionOut)
def withdraw_question(request: ApiRequest, id: UUID) -> Question:
    return withdrawing.withdraw_question(_workable(request, id), by=request.access.actor)


@router.post("/questions/{id}/keep_answers", response=KeptOut)
def keep_answers(request: ApiRequest, id: UUID) -> dict[str, int]:
    """They become the attribute of the accounts or contacts."""
    only_for(request.access, "lead")
    return {"changed": keeping.keep_answers(_workable(request, id), by=request.access.actor)}


@router.get("/asks", response=Page[AskOut])
def list_waiting_asks(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    """What waits for the caller: about her own cases, and those of her teams that nobody owns."""
    only_for(request.access, "agent", "lead")
    return page(waiting_for(request.access).related(), "asked_at", "id", window=window)


@router.get("/cases/{ref}/asks", response=list[AskOut])
def list_case_asks(request: ApiRequest, ref: str) -> list[Ask]:
    """With those of what was merged into the case."""
    homes = Case.objects.with_homes([seen(request.access, ref).id]).order_by()
    return list(Ask.objects.visible_to(request.access).counting().filter(case__in=homes).related())


@router.post("/asks/{id}/answer_question", response=AskOut)
def answer_question(request: ApiRequest, id: UUID, body: AnswerBody) -> Ask:
    ask = answering.answer_question(_workable_ask(request, id), by=request.access.actor, **body.dict())
    return _again(ask)


@router.post("/asks/{id}/pass_to_customer", response=AskOut)
def pass_to_customer(request: ApiRequest, id: UUID, body: PassBody) -> Ask:
    """The answer leaves at once."""
    ask = _workable_ask(request, id)
    return _again(passing.pass_to_customer(ask, by=request.access.actor, body=body.body, send_now=True))


@router.get("/brand_asking", response=list[BrandAskingOut])
def list_brand_asking(request: ApiRequest) -> list[dict[str, Any]]:
    """Brands for which it was said whether customers may be asked; of the others they may."""
    only_for(request.access, "lead", "administrator")
    return [
        {"brand": one.brand.slug, "customers": one.customers}
        for one in BrandAsking.objects.select_related("brand").order_by("brand__name")
    ]


@router.post("/brand_asking/let_customers_be_asked", response=BrandAskingOut)
def let_customers_be_asked(request: ApiRequest, body: BrandAskingBody) -> dict[str, Any]:
    only_for(request.access, "administrator")
    brand = brand_named(body.brand)
    if brand is None:
        raise Invalid({"brand": _("Say which brand.")})
    put = letting.let_customers_be_asked(brand, customers=body.customers, by=request.access.actor)
    return {"brand": brand.slug, "customers": put.customers}


def _to_ask(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *READ)
    incident = find_incident(ref, request.access)
    if not may_ask(incident, request.access):
        raise NotAllowed(_("Engineers, leads and whoever leads the incident ask the linked cases."))
    return incident


def _seen(request: ApiRequest, id: UUID) -> Question:
    found = Question.objects.visible_to(request.access).select_related("incident").filter(id=id).first()
    if found is None:
        raise Missing(_("There is no such question that you may see."))
    return found


def _workable(request: ApiRequest, id: UUID) -> Question:
    found = _seen(request, id)
    if not Question.objects.workable_by(request.access).filter(id=id).exists():
        raise NotAllowed(_("Engineers, leads and whoever leads the incident ask the linked cases."))
    return found


def _workable_ask(request: ApiRequest, id: UUID) -> Ask:
    found = Ask.objects.visible_to(request.access).related().filter(id=id).first()
    if found is None:
        raise Missing(_("There is no such question that you may see."))
    if not Ask.objects.workable_by(request.access).filter(id=id).exists():
        raise NotAllowed(_("You may read this case, not change it."))
    return found


def _again(ask: Ask) -> Ask:
    return Ask.objects.related().get(id=ask.id)
