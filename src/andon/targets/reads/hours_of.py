"""The hours of a calendar as the arithmetic reads them, remembered by version in each process."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any
from uuid import UUID

from andon.kit import clock
from andon.targets.holidays_in import holidays_around
from andon.targets.models import BusinessCalendar, CalendarVersion
from andon.targets.rules.calendar import ALWAYS, Calendar
from andon.targets.rules.reading import read_calendar

_MOST = 200
_known: "OrderedDict[tuple[Any, ...], Calendar]" = OrderedDict()
_lock = Lock()


def hours_of(found: BusinessCalendar | CalendarVersion | None) -> Calendar:
    """None: every minute counts."""
    if found is None:
        return ALWAYS
    id: UUID = found.id if isinstance(found, BusinessCalendar) else found.calendar_id
    return _remembered(id, found.version, found.content, found.country, found.subdivision, found.struck)


def hours_from(content: dict[str, Any], country: str, subdivision: str, struck: Sequence[date]) -> Calendar:
    """Of something that is not kept (yet)."""
    own = read_calendar(content)
    known = holidays_around(country, subdivision, clock.now().year)
    counted = {day: name for day, name in known.items() if day not in set(struck)}
    return replace(own, holidays={**counted, **own.holidays}, remembered={})


def _remembered(
    id: UUID, version: int, content: dict[str, Any], country: str, subdivision: str, struck: Sequence[date]
) -> Calendar:
    # A rolled-back change leaves its version free for another one: what it says is part of the key.
    key = (id, version, clock.now().year, repr(content), country, subdivision, tuple(struck))
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    made = hours_from(content, country, subdivision, struck)
    with _lock:
        _known[key] = made
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return made
