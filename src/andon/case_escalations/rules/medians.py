"""How long people wait for an answer: the median of each week."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median


@dataclass(frozen=True, slots=True)
class Week:
    """`took` None: nothing was accepted in it. `share`: of the longest week, in percent."""

    starts: date
    took: timedelta | None
    count: int
    share: int = 0


def weekly_medians(accepted: Iterable[tuple[datetime, datetime]], *, today: date, weeks: int) -> list[Week]:
    """Of (asked, accepted) pairs in one time zone, by the week of acceptance (from Monday), the oldest first."""
    took: dict[date, list[timedelta]] = defaultdict(list)
    for asked_at, accepted_at in accepted:
        took[_monday(accepted_at.date())].append(accepted_at - asked_at)
    starts = [_monday(today) - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    found = [(start, _median(took[start]), len(took[start])) for start in starts]
    longest = max((each for _start, each, _count in found if each is not None), default=timedelta()) or timedelta(
        seconds=1
    )
    return [Week(start, each, count, _share(each, longest)) for start, each, count in found]


def _median(took: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in took)) if took else None


def _share(took: timedelta | None, longest: timedelta) -> int:
    """At least a sliver for what is there."""
    return max(4, round(100 * (took / longest))) if took is not None else 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
