"""The report curve of an incident with what is marked on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from andon.impact.marks import marked_kinds, words_of
from andon.impact.models import Outlook
from andon.impact.reads.fix_of import fixes_of
from andon.impact.reported import first_of_each, reports_of
from andon.impact.rules.report_curve import Curve, draw_curve
from andon.incidents.models import AffectedAccount, Eta, Incident
from andon.incidents.models.affected_account import How
from andon.kit import clock
from andon.timeline.models import RecordedFact

MOST_MARKS = 9
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at an instant, in a few words. `ahead`: it is still to come."""

    at: datetime
    words: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class CurveOf:
    """`zero`: the instant from which the curve's minutes count. `until`: where it ends."""

    incident: Incident
    curve: Curve
    zero: datetime
    until: datetime
    marks: list[Mark]
    outlook: Outlook | None

    def at(self, minutes: float) -> datetime:
        return self.zero + timedelta(minutes=minutes)

    @property
    def since(self) -> datetime:
        return self.at(self.curve.since)


def curve_of(incident: Incident) -> CurveOf | None:
    """None while nobody has reported. A fixed number of queries."""
    firsts = sorted(one.at for one in first_of_each(reports_of(incident.subject)).values())
    if not firsts:
        return None
    until = incident.resolved_at or clock.now()
    zero = firsts[0]
    times = [(at - zero) / _MINUTE for at in firsts]
    curve = draw_curve(times, now=max((until - zero) / _MINUTE, 1.0), affected=_affected(incident, len(times)))
    outlook = Outlook.objects.filter(incident=incident).first()
    return CurveOf(incident, curve, zero, until, _marks(incident, zero), outlook)


def _affected(incident: Incident, reported: int) -> int:
    """Those who reported, and those of whom it is inferred or known."""
    return reported + AffectedAccount.objects.filter(incident=incident).exclude(how=How.SPARED).count()


def _marks(incident: Incident, first: datetime) -> list[Mark]:
    marks = [Mark(first, _("first report"))]
    facts = RecordedFact.objects.filter(
        subject_kind="incident", subject_id=incident.id, kind__in=marked_kinds()
    ).order_by("at", "id")
    stand = {fix.id for fix in fixes_of(incident)}
    told = [fact for fact in facts if getattr(fact.body, "fix", None) is None or fact.body.fix in stand]
    marks += [Mark(getattr(fact.body, "at", fact.at), words_of(fact.kind, fact.body)) for fact in told]
    return _in_order(marks, _expected(incident))


def _expected(incident: Incident) -> list[Mark]:
    eta = Eta.objects.filter(incident=incident).first() if incident.is_standing else None
    return [Mark(eta.expected_at, _("expected end"), ahead=True)] if eta and eta.expected_at > clock.now() else []


def _in_order(marks: list[Mark], ahead: Sequence[Mark]) -> list[Mark]:
    """The first and the latest ones, where there are too many."""
    ordered = sorted(marks, key=lambda mark: mark.at)
    room = MOST_MARKS - len(ahead)
    kept = ordered if len(ordered) <= room else [*ordered[:3], *ordered[-(room - 3) :]]
    return [*kept, *ahead]
