"""Who is on call for many schedules at one instant, or comes next; several people at once are one answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.rules.final import Plan, final_schedule, people_at

from .plans import load_schedules, plan_of

AHEAD = timedelta(days=31)


def people_on_call(schedules: Iterable[Schedule], at: datetime) -> dict[Schedule, list[User]]:
    """Per schedule the active people on call at the instant, past or coming; an empty list is a gap.

    Each schedule asked for has its entry, in the order asked. A fixed number of queries for any number.
    """
    asked = list(schedules)
    plans = _plans(asked, at)
    return {one: list(people_at(plans[one], at)) if one in plans else [] for one in asked}


def people_on_call_next(schedules: Iterable[Schedule], at: datetime) -> dict[Schedule, list[User]]:
    """The same for those who come after: the next within a month, if they are not the same people."""
    asked = list(schedules)
    plans = _plans(asked, at)
    return {one: _coming(plans[one], at) if one in plans else [] for one in asked}


def on_call_again(schedules: Iterable[Schedule], at: datetime) -> dict[Schedule, datetime | None]:
    """From when on somebody is on call: `at` itself, or the end of the gap; None: nobody within a month."""
    asked = list(schedules)
    plans = _plans(asked, at)
    watches = {one: final_schedule(plans[one], at, at + AHEAD) if one in plans else [] for one in asked}
    return {one: next((watch.start for watch in found if watch.people), None) for one, found in watches.items()}


def _coming(plan: Plan[User], at: datetime) -> list[User]:
    now, *coming = final_schedule(plan, at, at + AHEAD)
    found = (watch.people for watch in coming if watch.people and set(watch.people) != set(now.people))
    return list(next(found, ()))


def _plans(schedules: list[Schedule], since: datetime) -> dict[Schedule, Plan[User]]:
    if not schedules:
        return {}
    found = Schedule.objects.filter(id__in=[one.id for one in schedules])
    return {one: plan_of(one) for one in load_schedules(found, since)}
