"""When a step applies at all: how bad it is, for whom, on which days and at which hours.

All that are given must hold. Hours and days are of a named zone, or (zone "") of whoever would be summoned, and then
they are asked of each person. Hours from 22:00 to 06:00 run over midnight and belong to the day that they begin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from andon.alerts.rules.severities import rank_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Conditions:
    """`start` and `end` as "22:00", both or none; `zone` "" is the responder's."""

    severity: str = ""
    tiers: Sequence[str] = ()
    days: Sequence[str] = ()
    start: str = ""
    end: str = ""
    zone: str = ""

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> "Conditions":
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        """Only what is asked."""
        given = {"severity": self.severity, "tiers": list(self.tiers), "days": list(self.days)}
        hours = {"start": self.start, "end": self.end, "zone": self.zone}
        return {name: value for name, value in (given | hours).items() if value}

    @property
    def asks_time(self) -> bool:
        return bool(self.days or self.start)

    def failing(self, *, severity: str, tier: str, at: datetime) -> tuple[str, ...]:
        """Those that do not hold for the step as a whole, as codes: severity, tier, time."""
        found = []
        if self.severity and rank_of(severity) < rank_of(self.severity):
            found.append("severity")
        if self.tiers and tier not in self.tiers:
            found.append("tier")
        if self.asks_time and self.zone and not self.holds_at(at, self.zone):
            found.append("time")
        return tuple(found)

    def fits(self, at: datetime, zone: str) -> bool:
        """Whether it is the time for a person who lives in this zone."""
        return not self.asks_time or bool(self.zone) or self.holds_at(at, zone)

    def holds_at(self, at: datetime, zone: str) -> bool:
        local = at.astimezone(ZoneInfo(zone))
        if not self.start:
            return not self.days or DAYS[local.weekday()] in self.days
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        day = local.date()
        if start < end:
            inside = start <= local.time() < end
        else:
            inside = local.time() >= start or local.time() < end
            if local.time() < end:
                day -= timedelta(days=1)
        return inside and (not self.days or DAYS[day.weekday()] in self.days)
