"""Escalating cases and accounts, for programs: the same acts as at the screens. Nothing of it is for customers."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.cases.named import seen, team_named, workable_all
from andon.customers.models import Account
from andon.customers.reads.find_account import find_account
from andon.kit.errors import Invalid, Missing, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.paging.models import Policy
from andon.people.access import Access
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.targets.models import BusinessCalendar

from . import shapes
from .actions import accept_escalation as accepting
from .actions import de_escalate as ending
from .actions import decline_escalation as declining
from .actions import escalate_account as escalating_account
from .actions import escalate_cases as escalating_cases
from .actions import put_escalation_kind as putting_kind
from .actions import withdraw_escalation as withdrawing
from .models import CaseEscalation, EscalationKind
from .models.case_escalation import CaseEscalations
from .rules.lifecycle import STATES

router = Router(tags=["Escalations of cases"])
STAFF = ("agent", "lead", "responder", "stakeholder", "administrator")


@router.get("/escalation_kinds", response=list[shapes.KindOut])
def list_escalation_kinds(request: ApiRequest) -> list[EscalationKind]:
    only_for(request.access, "agent", "lead", "administrator")
    return list(EscalationKind.objects.select_related("policy", "team", "calendar"))


@router.post("/escalation_kinds/put_escalation_kind", response=shapes.KindOut)
def put_escalation_kind(request: ApiRequest, body: shapes.KindIn) -> EscalationKind:
    only_for(request.access, "administrator")
    named = {"policy": _policy(body.policy), "team": team_named(body.team, "team"), "calendar": _hours(body.calendar)}
    given = body.dict() | named
    return putting_kind.put_escalation_kind(**given, by=request.access.actor)


@router.get("/case_escalations", response=Page[shapes.CaseEscalationOut])
def list_case_escalations(
    request: ApiRequest,
    window: Query[Window],
    state: str = "",
    case: str = "",
    account: str = "",
    answerable: bool = False,
) -> dict[str, Any]:
    """Those that the caller sees, newest first. `case`: with those of what was merged into it; `account`: its own.

    `answerable`: those that wait and that the caller may answer.
    """
    only_for(request.access, *STAFF)
    if state and state not in STATES:
        raise Invalid({"state": _("One of: %(states)s.") % {"states": ", ".join(STATES)}})
    found = _seen(request.access)
    found = found.filter(state=state) if state else found
    found = found.of_cases([seen(request.access, case).id]) if case else found
    found = found.filter(account=_account(request.access, account)) if account else found
    if answerable:
        found = found.answerable_by(request.access).waiting()
    return page(found, "-asked_at", "-id", window=window)


@router.get("/case_escalations/{id}", response=shapes.CaseEscalationOut)
def read_case_escalation(request: ApiRequest, id: UUID) -> CaseEscalation:
    return _one(request, id)


@router.post("/case_escalations/escalate_cases", response=list[shapes.CaseEscalationOut])
def escalate_cases(request: ApiRequest, body: shapes.EscalateCasesIn) -> list[CaseEscalation]:
    """In the order given; the owners keep the cases. One that is escalated to this kind already is joined."""
    only_for(request.access, "agent", "lead")
    cases = workable_all(request.access, body.cases)
    found = escalating_cases.escalate_cases(cases, kind=_kind(body.kind), reason=body.reason, by=request.access.actor)
    rows = CaseEscalation.objects.related().prefetch_related("notes").in_bulk([one.id for one in found])
    return [rows[one.id] for one in found]


@router.post("/accounts/{ref}/escalate_account", response=shapes.CaseEscalationOut)
def escalate_account(request: ApiRequest, ref: str, body: shapes.EscalateIn) -> CaseEscalation:
    only_for(request.access, "agent", "lead")
    account = _account(request.access, ref)
    return escalating_account.escalate_account(
        account, kind=_kind(body.kind), reason=body.reason, by=request.access.actor
    )


@router.post("/case_escalations/{id}/accept_escalation", response=shapes.CaseEscalationOut)
def accept_escalation(request: ApiRequest, id: UUID, body: shapes.AcceptIn) -> CaseEscalation:
    """The first one has it; accepting again changes nothing."""
    return accepting.accept_escalation(_answerable(request, id), by=request.access.actor, answer=body.answer)


@router.post("/case_escalations/{id}/decline_escalation", response=shapes.CaseEscalationOut)
def decline_escalation(request: ApiRequest, id: UUID, body: shapes.WhyIn) -> CaseEscalation:
    return declining.decline_escalation(_answerable(request, id), by=request.access.actor, why=body.why)


@router.post("/case_escalations/{id}/de_escalate", response=shapes.CaseEscalationOut)
def de_escalate(request: ApiRequest, id: UUID, body: shapes.ResultIn) -> CaseEscalation:
    return ending.de_escalate(_answerable(request, id), by=request.access.actor, result=body.result)


@router.post("/case_escalations/{id}/withdraw_escalation", response=shapes.CaseEscalationOut)
def withdraw_escalation(request: ApiRequest, id: UUID, body: shapes.WithdrawIn) -> CaseEscalation:
    """By whoever asked for it."""
    return withdrawing.withdraw_escalation(_one(request, id), by=request.access.actor, why=body.why)


def _seen(access: Access) -> CaseEscalations:
    return CaseEscalation.objects.visible_to(access).related().prefetch_related("notes")


def _one(request: ApiRequest, id: UUID) -> CaseEscalation:
    if found := _seen(request.access).filter(id=id).first():
        return found
    raise Missing(_("There is no such escalation that you may see."))


def _answerable(request: ApiRequest, id: UUID) -> CaseEscalation:
    found = _one(request, id)
    if not CaseEscalation.objects.answerable_by(request.access).filter(id=id).exists():
        raise NotAllowed(_("Others answer this: leads of its team, the people of its kind, and whoever is paged."))
    return found


def _kind(slug: str) -> EscalationKind:
    if found := EscalationKind.objects.select_related("policy").filter(slug=slug).first():
        return found
    raise Invalid({"kind": _("There is no such kind.")})


def _hours(slug: str) -> BusinessCalendar | None:
    if not slug:
        return None
    if found := BusinessCalendar.objects.filter(slug=slug).first():
        return found
    raise Invalid({"calendar": _("There is no such calendar.")})


def _policy(slug: str) -> Policy | None:
    if not slug:
        return None
    if found := Policy.objects.filter(slug=slug).first():
        return found
    raise Invalid({"policy": _("There is no such policy.")})


def _account(access: Access, ref: str) -> Account:
    if found := find_account(ref, access):
        return found
    raise Missing(_("There is no such account."))
