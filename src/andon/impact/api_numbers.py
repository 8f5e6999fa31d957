"""Whom an incident hits, how many, and who is called in for it, for programs."""

from typing import Any
from uuid import UUID

from ninja import Query, Router

from andon.contracts.models.contract import READ as CONTRACT_READERS
from andon.incidents.reads.cases_named import cases_named
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.kit.subject import Subject
from andon.paging.models import Policy
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import Team

from .actions import ask_blast_radius as asking
from .actions import decline_severity as declining
from .actions import put_impact_rule as putting
from .models import ImpactRule, Selection
from .reads.affected_of import Chosen, affected_of
from .reads.blast_radius_of import blast_radii
from .reads.numbers_of import Numbers, numbers_of, without_contracts
from .reads.severity_advice import severity_advice
from .shapes_numbers import (
    AdviceOut,
    CasesIn,
    ImpactOut,
    RadiusOut,
    RuleIn,
    RuleOut,
    SelectionOut,
    SeverityIn,
    SilentOut,
)

router = Router(tags=["Impact"])
READ = ("agent", "lead", "responder", "stakeholder")
WORK = ("agent", "lead", "responder")


@router.get("/incidents/{ref}/impact", response=ImpactOut)
def read_impact(request: ApiRequest, ref: str) -> Numbers:
    """Reported, inferred and confirmed accounts, kept apart; and what is at stake."""
    only_for(request.access, *READ)
    numbers = numbers_of(find_incident(ref, request.access))
    return numbers if request.access.has(*CONTRACT_READERS) else without_contracts(numbers)


@router.get("/incidents/{ref}/silent_accounts", response=Page[SilentOut])
def list_silent_accounts(
    request: ApiRequest, ref: str, window: Query[Window], tier: str = "", region: str = ""
) -> dict[str, Any]:
    """Affected, as far as is inferred or confirmed, and nobody there has reported."""
    only_for(request.access, *READ)
    rows = affected_of(find_incident(ref, request.access), request.access, Chosen(tier=tier, region=region))
    return page(rows, "id", window=window)


@router.get("/incidents/{ref}/blast_radius", response=RadiusOut | None)
def read_blast_radius(request: ApiRequest, ref: str) -> dict[str, Any] | None:
    """Whom its reports come from; null while nothing was looked for."""
    only_for(request.access, *READ)
    return _radius(find_incident(ref, request.access).subject)


@router.post("/blast_radius/ask_blast_radius", response={201: SelectionOut})
def ask_blast_radius(request: ApiRequest, body: CasesIn) -> Selection:
    """Whom do these cases come from? A worker finds out within seconds; read it by the id."""
    only_for(request.access, "agent", "lead")
    named = cases_named(" ".join(body.cases), request.access)
    if named.fault:
        raise Invalid({"cases": named.fault})
    return asking.ask_blast_radius(named.cases, by=request.access.actor)


@router.get("/blast_radius/{ref}", response=RadiusOut | None)
def read_blast_radius_of_selection(request: ApiRequest, ref: UUID) -> dict[str, Any] | None:
    only_for(request.access, "agent", "lead")
    return _radius(by_ref(Selection.objects.visible_to(request.access), str(ref)).subject)


def _radius(subject: Subject) -> dict[str, Any] | None:
    found = blast_radii([subject]).get(subject)
    if found is None:
        return None
    row = found.row
    said = [one.whole for one in (found.said, found.second) if one]
    findings = [{**one, "sentence": text} for one, text in zip(row.found.get("findings", []), said, strict=False)]
    return {
        "reports": row.reports,
        "base": row.base,
        "accounts": row.accounts,
        "silent": row.silent,
        "found_at": row.found_at,
        "findings": findings,
        "runner_up": found.runner_up,
        "question": found.question,
        "table": found.table,
        "bars": row.found.get("bars", []),
        "no_factor": row.found.get("no_factor", []),
    }


@router.get("/incidents/{ref}/severity_advice", response=AdviceOut | None)
def read_severity_advice(request: ApiRequest, ref: str) -> Any:
    """The severity that the numbers speak for, with its reasons; null where it is not worse than was thought."""
    only_for(request.access, *WORK)
    incident = find_incident(ref, request.access)
    return severity_advice(incident, numbers_of(incident))


@router.post("/incidents/{ref}/decline_severity", response={204: None})
def decline_severity(request: ApiRequest, ref: str, body: SeverityIn) -> None:
    only_for(request.access, *WORK)
    incident = find_incident(ref, request.access, for_work=True)
    declining.decline_severity(incident, severity=body.severity, by=request.access.actor)


@router.get("/impact_rules", response=list[RuleOut])
def list_impact_rules(request: ApiRequest) -> Any:
    only_for(request.access, "lead", "administrator")
    return ImpactRule.objects.select_related("policy", "team")


@router.post("/impact_rules/put_impact_rule", response=RuleOut)
def put_impact_rule(request: ApiRequest, body: RuleIn) -> ImpactRule:
    """By slug: adds it, or changes the one that is there."""
    only_for(request.access, "administrator")
    given = body.dict(exclude={"policy", "team"})
    policy = by_ref(Policy.objects.all(), body.policy, human="slug") if body.policy else None
    team = by_ref(Team.objects.all(), body.team, human="slug") if body.team else None
    return putting.put_impact_rule(**given, policy=policy, team=team, by=request.access.actor)
