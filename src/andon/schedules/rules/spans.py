"""Stretches of time, half open: [start, end)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    start: datetime
    end: datetime


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
