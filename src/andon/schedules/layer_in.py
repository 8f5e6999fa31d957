"""A layer as it is given to us: checked by name of field, and written as a version."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.kit.zones import time_zones
from andon.people.models import User

from .models import Layer, LayerVersion, Member
from .rules.days import EVERY_DAY

UNITS = ("", "hour", "day", "week", "month")
ADVANCES = ("elapsed", "active_days", "calendar")
MOST_EVERY, MOST_TURNS, MOST_TOGETHER, MOST_RESTRICTIONS = 366, 100, 20, 20
LONGEST_SLOT = timedelta(days=366)
_FIRST, _LAST = 2000, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionIn:
    """Minutes after midnight, `ends` up to 1440; at or before `begins` it is the next day's."""

    begins: int
    ends: int
    days: Sequence[int] = tuple(range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerIn:
    """`turns`: who is on duty together in each. `unit` "" has no rotation. `begins` is a wall clock of `time_zone`
    ("": the schedule's). `id` of a layer that is there keeps it; without, one of the same name is it, or a new one.
    """

    name: str
    turns: Sequence[Sequence[User]]
    id: UUID | None = None
    unit: str = "week"
    every: int = 1
    begins: datetime | None = None
    advance: str = "elapsed"
    skip_between: bool = False
    slot_seconds: int | None = None
    days: Sequence[int] = tuple(range(7))
    restrictions: Sequence[RestrictionIn] = field(default=())
    effective_from: datetime | None = None
    effective_until: datetime | None = None
    priority: int = 0
    time_zone: str = ""


def check_layer(given: LayerIn) -> None:
    """Raises Invalid, with the field's name, for what makes no sense."""
    clean(given.name, "name", 120, required=True)
    if given.time_zone and given.time_zone not in time_zones():
        raise Invalid({"time_zone": _("There is no such time zone.")})
    _check_turns(given)
    _check_rotation(given)
    _check_times(given)


def _check_turns(given: LayerIn) -> None:
    if len(given.turns) > MOST_TURNS or any(len(turn) > MOST_TOGETHER for turn in given.turns):
        raise Invalid({"turns": _("At most 100 turns, with 20 people in each.")})
    if any(len(set(turn)) < len(turn) for turn in given.turns):
        raise Invalid({"turns": _("Nobody is in a turn twice.")})
    if not any(given.turns):
        raise Invalid({"turns": _("Somebody has to be on call.")})


def _check_rotation(given: LayerIn) -> None:
    if given.unit not in UNITS:
        raise Invalid({"unit": _("Turns are hours, days, weeks or months, or there are none.")})
    if not 1 <= given.every <= MOST_EVERY:
        raise Invalid({"every": _("Write a number from 1 to 366.")})
    if given.unit and given.begins is None:
        raise Invalid({"begins": _("Say when the first turn begins.")})
    if given.begins and not _FIRST <= given.begins.year <= _LAST:
        raise Invalid({"begins": _("Write a time between the years 2000 and 2100.")})
    if given.advance not in ADVANCES:
        raise Invalid({"advance": _("There is no such way to take turns.")})
    if given.advance == "calendar" and given.unit != "week":
        raise Invalid({"advance": _("Only turns of weeks change with the calendar week.")})
    if given.advance == "active_days" and given.unit not in ("day", "week"):
        raise Invalid({"advance": _("Only turns of days or weeks count the days on duty.")})
    if given.slot_seconds is not None and not 60 <= given.slot_seconds <= LONGEST_SLOT.total_seconds():
        raise Invalid({"slot_seconds": _("A part of a turn lasts from a minute to a year.")})


def _check_times(given: LayerIn) -> None:
    if not given.days or not set(given.days) <= EVERY_DAY:
        raise Invalid({"days": _("Choose at least one day of the week.")})
    if len(given.restrictions) > MOST_RESTRICTIONS:
        raise Invalid({"restrictions": _("At most 20 times of day.")})
    for one in given.restrictions:
        if not (0 <= one.begins < 1440 and 0 <= one.ends <= 1440 and one.days and set(one.days) <= EVERY_DAY):
            raise Invalid({"restrictions": _("A time of day lies between 00:00 and 24:00, on at least one day.")})
    for name in ("effective_from", "effective_until"):
        if moment := getattr(given, name):
            check_moment(moment, name)
    if given.effective_from and given.effective_until and given.effective_until <= given.effective_from:
        raise Invalid({"effective_until": _("This ends before it begins.")})
    if not -100 <= given.priority <= 100:
        raise Invalid({"priority": _("Write a number from -100 to 100.")})


def version_of(given: LayerIn, layer: Layer, time_zone: str) -> tuple[LayerVersion, list[Member]]:
    """Rows that are not stored yet; `time_zone` is the schedule's."""
    version = LayerVersion(
        layer=layer,
        priority=given.priority,
        time_zone=given.time_zone or time_zone,
        unit=given.unit,
        every=given.every,
        begins=given.begins.date() if given.begins else None,
        at=given.begins.time().replace(second=0, microsecond=0) if given.begins else None,
        advance=given.advance,
        skip_between=given.skip_between,
        slot_seconds=given.slot_seconds,
        days=sorted(set(given.days)),
        restrictions=[
            {"begins": one.begins, "ends": one.ends % 1440, "days": sorted(one.days)} for one in given.restrictions
        ],
        effective_from=given.effective_from,
        effective_until=given.effective_until,
    )
    return version, members_of(version, given.turns)


def members_of(version: LayerVersion, turns: Sequence[Sequence[User]]) -> list[Member]:
    return [
        Member(version=version, user=user, turn=turn, position=position)
        for turn, people in enumerate(turns)
        for position, user in enumerate(people)
    ]
