"""Incidents, their line and their cases, for programs."""

from typing import Any
from uuid import UUID

from ninja import Query, Router

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.kit.errors import Invalid, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref, by_refs
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import User

from .actions import declare_incident as declaring
from .actions import edit_incident as editing
from .actions import link_cases as linking
from .actions import mitigate_incident as mitigating
from .actions import reopen_incident as reopening
from .actions import resolve_incident as resolving
from .actions import set_eta as setting_eta
from .actions import set_severity as setting_severity
from .actions import take_duty as taking_duty
from .actions import unlink_case as unlinking
from .api_affected import router as affected
from .api_calls import find_other
from .api_calls import router as calls
from .api_line import router as line
from .models import Eta, Incident
from .readers import may_tell
from .reads.cases_named import cases_named
from .reads.conditions import conditions
from .reads.find_incident import find_incident
from .reads.linked_cases import linked_cases
from .schemas import (
    CaseIn,
    CasesIn,
    ConditionOut,
    DeclareIn,
    DutyIn,
    DutyOut,
    EditIn,
    EtaIn,
    EtaOut,
    IncidentOut,
    IncidentWhole,
    LinkedCaseOut,
    ResolveIn,
    SeverityIn,
)

router = Router(tags=["Incidents"])
router.add_router("", affected)
router.add_router("", calls)
router.add_router("", line)
READ = ("agent", "lead", "responder", "stakeholder")
WORK = ("agent", "lead", "responder")


@router.get("/incidents", response=Page[IncidentOut])
def list_incidents(request: ApiRequest, window: Query[Window], status: str = "") -> dict[str, Any]:
    only_for(request.access, *READ)
    seen = Incident.objects.visible_to(request.access)
    return page(seen.filter(status=status) if status else seen, "-number", window=window)


@router.get("/incidents/{ref}", response=IncidentWhole)
def read_incident(request: ApiRequest, ref: str) -> Incident:
    return find_incident(ref, request.access)


@router.get("/board", response=list[ConditionOut])
def read_board(request: ApiRequest) -> list[ConditionOut]:
    """How each service is, the worst first."""
    only_for(request.access, *READ)
    return [
        ConditionOut(
            service=one.service.slug,
            name=one.service.name,
            state=one.state,
            word=one.word,
            incidents=[incident.ref for incident in one.incidents],
            alerts=one.alerts,
        )
        for one in conditions()
    ]


@router.post("/incidents/declare_incident", response={201: IncidentWhole})
def declare_incident(request: ApiRequest, body: DeclareIn) -> Incident:
    only_for(request.access, *WORK)
    _only_tellers(request, body.customer_text)
    given = body.dict(exclude={"services", "cases", "alert"})
    alert = _alert(request, body.alert) if body.alert else None
    return declaring.declare_incident(
        **given, services=_services(body.services), cases=_cases(request, body.cases), alert=alert, by=_by(request)
    )


@router.post("/incidents/{ref}/edit_incident", response=IncidentOut)
def edit_incident(request: ApiRequest, ref: str, body: EditIn) -> Incident:
    _only_tellers(request, body.customer_text)
    return editing.edit_incident(_work(request, ref), **body.dict(exclude_unset=True), by=_by(request))


@router.post("/incidents/{ref}/set_severity", response=IncidentOut)
def set_severity(request: ApiRequest, ref: str, body: SeverityIn) -> Incident:
    return setting_severity.set_severity(_work(request, ref), severity=body.severity, by=_by(request))


@router.post("/incidents/{ref}/set_eta", response=EtaOut)
def set_eta(request: ApiRequest, ref: str, body: EtaIn) -> Eta:
    return setting_eta.set_eta(_work(request, ref), **body.dict(), by=_by(request))


@router.post("/incidents/{ref}/take_duty", response=DutyOut)
def take_duty(request: ApiRequest, ref: str, body: DutyIn) -> object:
    incident = _work(request, ref)
    wanted = body.user or str(request.access.user_id or "")
    user = by_ref(User.objects.filter(is_active=True), wanted, human="email")
    return taking_duty.take_duty(incident, user=user, kind=body.kind, by=_by(request))


@router.post("/incidents/{ref}/mitigate_incident", response=IncidentOut)
def mitigate_incident(request: ApiRequest, ref: str) -> Incident:
    return mitigating.mitigate_incident(_work(request, ref), by=_by(request))


@router.post("/incidents/{ref}/resolve_incident", response=IncidentOut)
def resolve_incident(request: ApiRequest, ref: str, body: ResolveIn | None = None) -> Incident:
    """Where something holds it back: 422 that names it under `override_reason`, until a person gives her reason; a
    program gets 409. `outcome`: what became of the hunch of the agent who declared it, where that does not show."""
    body = body or ResolveIn(override_reason="", outcome="", duplicate_of="")
    return resolving.resolve_incident(
        _work(request, ref),
        override_reason=body.override_reason,
        outcome=body.outcome,
        duplicate_of=find_other(body.duplicate_of, request.access),
        by=_by(request),
    )


@router.post("/incidents/{ref}/reopen_incident", response=IncidentOut)
def reopen_incident(request: ApiRequest, ref: str) -> Incident:
    return reopening.reopen_incident(_work(request, ref), by=_by(request))


@router.get("/incidents/{ref}/cases", response=list[LinkedCaseOut])
def list_linked_cases(request: ApiRequest, ref: str) -> list[Case]:
    """Those that the caller may see."""
    linked = linked_cases(find_incident(ref, request.access)).order_by().values("id")
    return list(Case.objects.visible_to(request.access).filter(id__in=linked).order_by("number")[:1000])


@router.post("/incidents/{ref}/link_cases", response=list[LinkedCaseOut])
def link_cases(request: ApiRequest, ref: str, body: CasesIn) -> list[Case]:
    """Answers the newly linked; those linked already stay so."""
    incident = _work(request, ref)
    return linking.link_cases(incident, _cases(request, body.cases), by=_by(request))


@router.post("/incidents/{ref}/unlink_case", response={204: None})
def unlink_case(request: ApiRequest, ref: str, body: CaseIn) -> None:
    incident = _work(request, ref)
    unlinking.unlink_case(incident, _cases(request, [body.case])[0], by=_by(request))


def _work(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *WORK)
    return find_incident(ref, request.access, for_work=True)


def _only_tellers(request: ApiRequest, customer_text: str | None) -> None:
    if customer_text and not may_tell(request.access):
        raise NotAllowed("Only agents and leads write what customers read. Say it on the line.")


def _by(request: ApiRequest) -> Any:
    return request.access.actor


def _services(refs: list[str]) -> list[Service]:
    found = by_refs(Service.objects.all(), refs, human="slug")
    for ref in refs:
        if ref not in found:
            raise Invalid({"services": f"There is no service {ref[:80]}."})
    return [found[ref] for ref in refs]


def _cases(request: ApiRequest, refs: list[str]) -> list[Case]:
    named = cases_named(" ".join(refs), request.access)
    if named.shown and not named.unknown:
        raise NotAllowed(named.fault)
    if named.fault or (refs and not named.cases):
        raise Invalid({"cases": named.fault or "Name at least one case."})
    return named.cases


def _alert(request: ApiRequest, id: UUID) -> Alert:
    alert = Alert.objects.visible_to(request.access).select_related("service").filter(id=id).first()
    if alert is None:
        raise Invalid({"alert": "There is no such alert."})
    return alert
