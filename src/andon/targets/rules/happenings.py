"""What happens to a subject, in the words that clocks know. Rooms above say these; clocks are derived from them.

A subject opens, is somebody else's turn for a while (paused, running), is over, or is gone into another (and back).
Its customer asks, we answer. Clocks by name start and stop. What is undone never happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

OPENED, RUNNING, PAUSED, OVER = "opened", "running", "paused", "over"
GONE, BACK, UNDONE = "gone", "back", "undone"
ASKED, ANSWERED, NOTED = "asked", "answered", "noted"
STARTED, STOPPED = "started", "stopped"
KINDS = (OPENED, RUNNING, PAUSED, OVER, GONE, BACK, UNDONE, ASKED, ANSWERED, NOTED, STARTED, STOPPED)

FOR_CUSTOMER = "waiting_customer"
"""The reason of a pause that only holds while the customer has not answered."""


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """`why`: the reason of a pause or end, the name of a clock, or since when she has asked. `ref`: by which it can be
    undone."""

    at: datetime
    what: str
    why: str = ""
    ref: str = ""


def standing(happened: Iterable[Happening]) -> list[Happening]:
    """In order, without what was undone; of one instant as they were given."""
    found = sorted(happened, key=_at)
    undone = {one.ref for one in found if one.what == UNDONE}
    return [one for one in found if one.what != UNDONE and (not one.ref or one.ref not in undone)]


def is_gone(happened: Sequence[Happening]) -> bool:
    last = next((one.what for one in reversed(happened) if one.what in (GONE, BACK)), BACK)
    return last == GONE


def _at(happening: Happening) -> datetime:
    return happening.at
