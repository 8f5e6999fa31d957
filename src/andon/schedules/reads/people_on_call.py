"""Who is on call for many schedules at one instant, or comes next; several people at once are one answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.rules.turns import on_call, shifts

from .who_is_on_call import plain_turns

AHEAD = timedelta(days=31)


def people_on_call(schedules: Iterable[Schedule], at: datetime) -> dict[Schedule, list[User]]:
    """Per schedule the active people on call at the instant, past or coming; an empty list is a gap.

    Each schedule asked for has its entry, in the order asked. A fixed number of queries for any number.
    """
    asked = list(schedules)
    return _people(asked, {one.id: on_call(*plain_turns(one), at) for one in _loaded(asked)})


def people_on_call_next(schedules: Iterable[Schedule], at: datetime) -> dict[Schedule, list[User]]:
    """The same for those who come after: the next shift within a month with somebody else on call."""
    asked = list(schedules)
    found = {}
    for one in _loaded(asked):
        now, *coming = shifts(*plain_turns(one), at, at + AHEAD)
        found[one.id] = next((shift.user for shift in coming if shift.user and shift.user != now.user), None)
    return _people(asked, found)


def _loaded(schedules: list[Schedule]) -> "QuerySet[Schedule]":
    found = Schedule.objects.filter(id__in=[one.id for one in schedules])
    return found.prefetch_related("rotations__members", "overrides")


def _people(schedules: list[Schedule], chosen: dict[UUID, UUID | None]) -> dict[Schedule, list[User]]:
    known = User.objects.filter(is_active=True).in_bulk([user for user in chosen.values() if user])
    return {one: [known[user]] if (user := chosen.get(one.id)) in known else [] for one in schedules}
