"""Stretches of time, half open: [start, end)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    start: datetime
    end: datetime


def holes(within: Stretch, stretches: Iterable[Stretch]) -> list[Stretch]:
    """What of a time none of these stretches covers."""
    at, found = within.start, []
    for one in [*joined(stretches), Stretch(within.end, within.end)]:
        if one.start > at:
            found.append(Stretch(at, one.start))
        at = max(at, one.end)
    return found


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Sorted; those that touch or overlap are one, empty ones are gone."""
    found: list[Stretch] = []
    for one in sorted(one for one in stretches if one.start < one.end):
        if found and one.start <= found[-1].end:
            if one.end > found[-1].end:
                found[-1] = Stretch(found[-1].start, one.end)
        else:
            found.append(one)
    return found
