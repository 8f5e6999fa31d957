"""How good suggestions are on the own history: what became of what was suggested, per kind and per week."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek

from andon.kit import clock
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import ACCEPTED, DISMISSED, DUPLICATE, KINDS, LAPSED, RELATE, UNDONE
from andon.suggestions.rules.wilson import wilson
from andon.suggestions.verdicts import floors

WEEKS = 13


@dataclass(frozen=True, slots=True)
class Tally:
    """Of what was suggested. `corrected`: accepted, and then taken back or done otherwise than suggested."""

    shown: int = 0
    accepted: int = 0
    dismissed: int = 0
    corrected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.dismissed + self.corrected

    @property
    def undecided(self) -> int:
        return self.shown - self.decided

    @property
    def precision(self) -> int | None:
        """Per cent right of those that were decided; None of none."""
        return round(100 * self.accepted / self.decided) if self.decided else None

    @property
    def between(self) -> tuple[int, int]:
        """Per cent between which the true share lies, 19 times in 20."""
        low, high = wilson(self.accepted, self.decided)
        return round(100 * low), round(100 * high)


@dataclass(frozen=True, slots=True)
class Week:
    starts: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """`floor`: from which score on this kind is shown now."""

    kind: str
    floor: float
    total: Tally
    weeks: list[Week]


def suggestion_figures() -> list[Figures]:
    """Of the last thirteen weeks, by the week in which it was suggested; two queries."""
    now = clock.now()
    this = now.date() - timedelta(days=now.date().weekday())
    mondays = [this - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    counts, known = _counts(mondays[0]), floors()
    return [
        Figures(
            kind,
            round(known[kind], 2),
            _tally(sum((counts[kind, monday] for monday in mondays), Counter())),
            [Week(monday, _tally(counts[kind, monday])) for monday in mondays],
        )
        for kind in KINDS
    ]


def _counts(since: date) -> "Mapping[tuple[str, date], Counter[str]]":
    rows = Suggestion.objects.filter(made_at__date__gte=since).exclude(state=LAPSED)
    found: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    weekly = rows.annotate(week=TruncWeek("made_at")).values_list("kind", "week", "state", "how").order_by()
    for kind, week, state, how, count in weekly.annotate(count=Count("id")):
        found[kind, week.date()][_became(kind, state, how)] += count
    return found


def _became(kind: str, state: str, how: str) -> str:
    if state == UNDONE or (state == ACCEPTED and kind == DUPLICATE and how == RELATE):
        return "corrected"
    return state if state in (ACCEPTED, DISMISSED) else "open"


def _tally(counts: "Counter[str]") -> Tally:
    return Tally(counts.total(), counts["accepted"], counts["dismissed"], counts["corrected"])
