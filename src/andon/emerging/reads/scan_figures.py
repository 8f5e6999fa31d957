"""How good the scan is on the own history: what became of what it raised, and how early it was."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from andon.emerging.models import EmergingIssue, ScanState
from andon.emerging.rules.levels import CONFIRMED, DISMISSED, EMERGING, OVER
from andon.emerging.rules.precision import drift
from andon.impact.rules.gamma import share_interval
from andon.impact.rules.scan.budget import Verdict, threshold_within
from andon.kit import clock

DAYS = 90
MOST = 5000
LATELY = 4
"""So many weeks are compared with those before."""
_STEP = 1.0
"""So much looser than today the suggestion may be: what was never raised was never judged."""


@dataclass(frozen=True, slots=True)
class Share:
    """In per cent; nine chances in ten that it lies from `low` to `high`."""

    percent: int
    low: int
    high: int


def share_of(right: int, decided: int) -> Share | None:
    if not decided:
        return None
    low, high = share_interval(right, decided)
    return Share(round(100 * right / decided), round(100 * low), round(100 * high))


@dataclass(frozen=True, slots=True)
class Week:
    starts: date
    confirmed: int
    dismissed: int
    undecided: int

    @property
    def total(self) -> int:
        return self.confirmed + self.dismissed + self.undecided

    @property
    def share(self) -> "Share | None":
        return share_of(self.confirmed, self.confirmed + self.dismissed)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the last days, for issues that people were told of. `precision` in per cent, None while nobody has decided;
    `unlooked`: nobody ever decided, and they are over; `drift`: of the last four weeks against those before;
    `earlier`: median minutes before the incident's first alert (its declaration where none fired); `suggested`: the
    threshold that keeps the budget."""

    days: int
    told: int
    confirmed: int
    dismissed: int
    unlooked: int
    watched: int
    precision: int | None
    share: Share | None
    drift: str
    false_a_day: float
    reports: float | None
    earlier: float | None
    suggested: float
    weeks: list[Week]


def scan_figures(state: ScanState) -> Figures:
    """One query."""
    now = clock.now()
    since = now - timedelta(days=DAYS)
    raised = list(EmergingIssue.objects.filter(raised_at__gte=since, observed__gt=0).select_related("incident")[:MOST])
    told = [issue for issue in raised if issue.level == EMERGING]
    right = [issue for issue in told if issue.state == CONFIRMED]
    wrong = [issue for issue in told if issue.state == DISMISSED]
    days = max(1.0, (now - min((issue.raised_at for issue in raised), default=now)) / timedelta(days=1))
    decided = len(right) + len(wrong)
    weeks = _weeks(told, now)
    return Figures(
        days=DAYS,
        told=len(told),
        confirmed=len(right),
        dismissed=len(wrong),
        unlooked=sum(issue.state == OVER for issue in told),
        watched=len(raised) - len(told),
        precision=round(100 * len(right) / decided) if decided else None,
        share=share_of(len(right), decided),
        drift=drift(_sum(weeks[:-LATELY]), _sum(weeks[-LATELY:])),
        false_a_day=len(wrong) / days,
        reports=median(issue.observed for issue in right) if right else None,
        earlier=_earlier(right),
        suggested=_suggested(raised, state, days),
        weeks=weeks,
    )


def _earlier(right: Sequence[EmergingIssue]) -> float | None:
    found = []
    for issue in right:
        if issue.incident is not None and issue.emerging_at is not None:
            known = issue.incident.first_alert_at or issue.incident.declared_at
            found.append((known - issue.emerging_at) / timedelta(minutes=1))
    return median(found) if found else None


def _suggested(raised: Sequence[EmergingIssue], state: ScanState, days: float) -> float:
    verdicts = [Verdict(issue.log_p, {CONFIRMED: True, DISMISSED: False}.get(issue.state)) for issue in raised]
    loosest = min(state.emerging + _STEP, state.watch)
    return round(threshold_within(verdicts, days=days, false_a_day=state.budget, loosest=loosest), 1)


def _weeks(told: Sequence[EmergingIssue], now: datetime) -> list[Week]:
    counts: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for issue in told:
        place = {CONFIRMED: 0, DISMISSED: 1}.get(issue.state, 2)
        counts[_monday(issue.raised_at)][place] += 1
    mondays = [_monday(now - timedelta(weeks=back)) for back in range(12, -1, -1)]
    return [Week(monday, *counts[monday]) for monday in mondays]


def _sum(weeks: Sequence[Week]) -> tuple[int, int]:
    """Right, and decided."""
    right = sum(week.confirmed for week in weeks)
    return right, right + sum(week.dismissed for week in weeks)


def _monday(moment: datetime) -> date:
    day = moment.date()
    return day - timedelta(days=day.weekday())
