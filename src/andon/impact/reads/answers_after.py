"""What customers of an incident say after a fix: that it works, or that it still does not."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from andon.cases.facts import CaseClosed, StillBrokenSaid
from andon.cases.rules.reasons import CloseReason
from andon.impact.reported import Reported, first_of_each
from andon.timeline.facts import type_of
from andon.timeline.models import RecordedFact

_BROKEN = type_of(StillBrokenSaid).kind
_CLOSED = type_of(CaseClosed).kind


def answers_after(reports: Sequence[Reported], fixed_at: datetime) -> tuple[int, int]:
    """How many reporters say that it is still broken (by their answer, or by reporting once more), and how many that
    it works; each reporter's last word counts. One query."""
    whose = {one.case: one.reporter for one in reports if one.case and one.reporter}
    last: dict[UUID, tuple[datetime, bool]] = {}
    for at, case, broken in _said(list(whose), fixed_at):
        _keep(last, whose[case], at, broken)
    first = first_of_each(reports)
    for one in reports:
        if one.reporter and one.at > fixed_at and first[one.reporter].at <= fixed_at:
            _keep(last, one.reporter, one.at, True)
    still = sum(is_broken for _at, is_broken in last.values())
    return still, len(last) - still


def _keep(last: dict[UUID, tuple[datetime, bool]], who: UUID, at: datetime, broken: bool) -> None:
    if who not in last or last[who][0] <= at:
        last[who] = at, broken


def _said(cases: Sequence[UUID], since: datetime) -> list[tuple[datetime, UUID, bool]]:
    facts = RecordedFact.objects.filter(
        subject_kind="case", subject_id__in=cases, kind__in=[_BROKEN, _CLOSED], at__gt=since
    )
    return [(fact.at, fact.subject_id, fact.kind == _BROKEN) for fact in facts.order_by("at", "id") if _counts(fact)]


def _counts(fact: RecordedFact) -> bool:
    """Only what the customer said herself."""
    return fact.kind == _BROKEN or fact.body.reason == CloseReason.VERIFIED_BY_CUSTOMER
