"""What was recorded of the incidents that may have cost these accounts minutes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from andon.contracts.rules.hurt import Hurt, Moment, phases_of
from andon.incidents.facts import IncidentMitigated, IncidentReopened, IncidentResolved, SeveritySet
from andon.incidents.models import Incident, IncidentCase, IncidentService
from andon.timeline.facts import type_of
from andon.timeline.models import RecordedFact

_KINDS = {
    type_of(IncidentMitigated).kind: "ended",
    type_of(IncidentResolved).kind: "ended",
    type_of(IncidentReopened).kind: "reopened",
    type_of(SeveritySet).kind: "severity",
}


@dataclass(frozen=True, slots=True)
class Hurts:
    """Found by account or by service, so that judging many contracts looks at few."""

    by_account: dict[UUID, list[Hurt]] = field(default_factory=lambda: defaultdict(list))
    all: list[Hurt] = field(default_factory=list)

    def of(self, account: UUID, *, covered: bool) -> list[Hurt]:
        return self.all if covered else self.by_account.get(account, [])


def hurts_of(accounts: Collection[UUID], begin: datetime, end: datetime, *, covered: bool) -> Hurts:
    """Those that touch the stretch and were reported by these accounts; `covered`: all of that time. Four queries.

    A case that was unlinked had another cause. A merged one counts for its own account and for its survivor's.
    """
    incidents = _incidents(accounts, begin, end, covered=covered)
    ids = list(incidents)
    services = _services(ids)
    linked = _accounts(ids)
    moments = _moments(ids)
    found = Hurts()
    for one in incidents.values():
        hurt = _hurt(one, services[one.id], linked[one.id], moments[one.id])
        found.all.append(hurt)
        for account in hurt.accounts:
            found.by_account[account].append(hurt)
    return found


def links_to(accounts: Collection[UUID]) -> Q:
    return Q(case__account__in=list(accounts)) | Q(case__merged_into__account__in=list(accounts))


def _incidents(accounts: Collection[UUID], begin: datetime, end: datetime, *, covered: bool) -> dict[UUID, Incident]:
    touching = Incident.objects.filter(declared_at__lt=end).filter(Q(resolved_at=None) | Q(resolved_at__gt=begin))
    if not covered:
        links = IncidentCase.objects.filter(links_to(accounts), unlinked_at=None)
        touching = touching.filter(id__in=links.order_by().values("incident"))
    return {incident.id: incident for incident in touching.order_by("declared_at", "number")}


def _services(ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    rows = IncidentService.objects.filter(incident__in=ids).values_list("incident_id", "service_id")
    return _gathered(rows)


def _accounts(ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    links = IncidentCase.objects.filter(incident__in=ids, unlinked_at=None)
    rows = links.values_list("incident_id", "case__account_id", "case__merged_into__account_id")
    return _gathered((id, account) for id, own, survivors in rows for account in (own, survivors) if account)


def _gathered(rows: Iterable[tuple[UUID, UUID]]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, frozenset[UUID]] = defaultdict(frozenset)
    for id, other in rows:
        found[id] |= {other}
    return found


def _moments(ids: Collection[UUID]) -> dict[UUID, list[Moment]]:
    found: dict[UUID, list[Moment]] = defaultdict(list)
    facts = RecordedFact.objects.filter(subject_kind="incident", subject_id__in=ids, kind__in=_KINDS)
    for fact in facts.order_by("at", "id"):
        found[fact.subject_id].append(_moment(fact))
    return found


def _moment(fact: RecordedFact) -> Moment:
    what = _KINDS[fact.kind]
    return Moment(fact.at, what, fact.body.severity, fact.body.was) if what == "severity" else Moment(fact.at, what)


def _hurt(one: Incident, services: frozenset[UUID], accounts: frozenset[UUID], moments: list[Moment]) -> Hurt:
    ended = one.mitigated_at or one.resolved_at
    signs = [sign for sign in (one.first_report_at, one.first_alert_at, one.declared_at) if sign]
    return Hurt(
        id=one.id,
        ref=one.ref,
        title=one.title,
        services=services,
        accounts=accounts,
        first_sign=min(signs),
        declared_at=one.declared_at,
        phases=phases_of(one.declared_at, one.severity, ended, moments),
    )
