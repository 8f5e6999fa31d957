"""When we are open: a zone, windows a weekday, holidays, one-off hours and breaks, all in the zone's wall clock.

A window belongs to the day on which it opens; one that closes at or before its opening runs into the next day. One-off
hours of a day replace its windows, also on a holiday; breaks are cut out of whatever is open.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from .spans import Span

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
Window = tuple[int, int]
"""From and to in minutes after midnight; the end may lie beyond midnight, up to 48 hours."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """`week` has seven lists of windows, Monday first. `holidays` are closed days and their names.

    Compared by identity: what was worked out once is remembered by the calendar itself.
    """

    zone: ZoneInfo
    week: Sequence[Sequence[Window]]
    holidays: Mapping[date, str] = field(default_factory=dict)
    hours: Mapping[date, Sequence[Window]] = field(default_factory=dict)
    breaks: Mapping[date, Sequence[Window]] = field(default_factory=dict)
    remembered: dict[int, list[Span]] = field(default_factory=dict, repr=False)

    def windows_on(self, day: date) -> Sequence[Window]:
        if day in self.hours:
            return self.hours[day]
        return () if day in self.holidays else self.week[day.weekday()]

    @property
    def opens_weekly(self) -> bool:
        return any(self.week)

    @property
    def special_days(self) -> list[date]:
        """Those with hours of their own, which may open a calendar that has no week."""
        return sorted(self.hours)


ALWAYS = Calendar(ZoneInfo("UTC"), [[(0, DAY)]] * 7)
"""Every minute counts."""


def overlap_in(windows: Sequence[Window]) -> bool:
    """Whether two windows of one day have a minute in common."""
    ordered = sorted(windows)
    return any(later[0] < earlier[1] for earlier, later in itertools.pairwise(ordered))


def runs_into_next(windows: Sequence[Window], following: Sequence[Window]) -> bool:
    """Whether a window over midnight reaches into one of the next day."""
    spill = max((end - DAY for _begin, end in windows), default=0)
    return any(begin < spill for begin, _end in following)
