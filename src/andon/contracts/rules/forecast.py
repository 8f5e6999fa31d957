"""When minutes are used up, if what runs goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .hours import open_spans
from .periods import THIRTY_DAYS, Period
from .spans import Span, both, instant_after, length, union, without
from .terms import ROLLING, Promise

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`spans` are those used so far. Nothing is foretold when nothing runs."""

    promise: Promise
    period: Period
    spans: Sequence[Span]
    hours: Sequence[Span]
    now: datetime
    runs: bool

    @property
    def used(self) -> timedelta:
        return length(self.spans)

    def instant_of(self, level: timedelta) -> datetime | None:
        """When so much is used; None when more is already, when nothing runs, or not within this period."""
        if not self.runs or self.used > level:
            return None
        if self.promise.period == ROLLING:
            return self._rolling_instant(level)
        return instant_after(self._ahead(self.period.span[1]), level - self.used)

    def used_after(self, more: timedelta) -> timedelta:
        """Of this period, if it runs so much longer; rolling ones lose at their beginning what is older."""
        if not self.runs:
            return self.used
        until = self.now + more
        if self.promise.period == ROLLING:
            return self._rolling_used(until, self._ahead(until))
        return self.used + length(self._ahead(min(until, self.period.span[1])))

    def _ahead(self, until: datetime) -> list[Span]:
        """The hours to come in which each minute costs one; what was counted by hand ahead costs no second time."""
        if self.promise.period == ROLLING:
            hours = open_spans(self.promise.hours, self.promise.zone, (self.now, until))
        else:
            hours = both(self.hours, union([(self.now, until)]))
        return without(hours, self.spans)

    def _rolling_used(self, at: datetime, ahead: Sequence[Span]) -> timedelta:
        return length(both(union(self.spans, ahead), [(at - THIRTY_DAYS, at)]))

    def _rolling_instant(self, level: timedelta) -> datetime | None:
        """While it runs what is used never shrinks, so that halving finds the instant, to the second."""
        low, high = self.now, self.now + THIRTY_DAYS
        ahead = self._ahead(high)
        if self._rolling_used(high, ahead) < level:
            return None
        while high - low > SECOND:
            middle = low + (high - low) / 2
            low, high = (low, middle) if self._rolling_used(middle, ahead) >= level else (middle, high)
        return high
