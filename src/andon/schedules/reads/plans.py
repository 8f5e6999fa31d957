"""Schedules as the engine wants them: rows become plain values, with users as the people."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from andon.kit import clock
from andon.people.models import User
from andon.schedules import models as rows
from andon.schedules.rules.days import EVERY_DAY, Restriction
from andon.schedules.rules.final import Fixed, Override, Plan
from andon.schedules.rules.layer import Layer, Listed, OnDuty
from andon.schedules.rules.rotation import Rotation

QUERIES = 9
"""How many it takes for any number of schedules, themselves included."""


def load_schedules(schedules: "QuerySet[rows.Schedule]", since: datetime) -> list[rows.Schedule]:
    """With all that matters from `since` on."""
    over = Q(ends_at__gt=since)
    versions = rows.LayerVersion.objects.filter(Q(valid_until=None) | Q(valid_until__gt=since))
    members = rows.Member.objects.select_related("user")
    return list(
        schedules.select_related("team").prefetch_related(
            "layers",
            Prefetch("layers__versions", versions),
            Prefetch("layers__versions__members", members),
            Prefetch("overrides", rows.Override.objects.filter(over).select_related("user", "remove")),
            Prefetch("fixed_spans", rows.FixedSpan.objects.filter(over)),
            Prefetch("fixed_spans__shifts", rows.FixedShift.objects.select_related("user")),
            "calendars",
            Prefetch("calendars__shifts", rows.CalendarShift.objects.filter(over).select_related("user")),
        )
    )


def plan_of(schedule: rows.Schedule) -> Plan[User]:
    """Of a schedule that `load_schedules` looked up."""
    layers: list[Layer[User] | Listed[User]] = []
    for row in schedule.layers.all():
        layers += layer_plans(row)
    layers += [listed(calendar) for calendar in schedule.calendars.all()]
    return Plan(layers, list(_overrides(schedule)), list(_fixed(schedule)))


def layer_plans(row: rows.Layer) -> list[Layer[User]]:
    """One for each version; who was switched off is in none from now on."""
    return [plan for version in row.versions.all() for plan in version_plans(version)]


def version_plans(version: rows.LayerVersion) -> list[Layer[User]]:
    turns, now = version.turns, clock.now()
    working = [[user for user in turn if user.is_active] for turn in turns]
    if turns == working:
        return [version_plan(version, turns, None, None)]
    return [version_plan(version, turns, None, now), version_plan(version, working, now, None)]


def version_plan(
    version: rows.LayerVersion, turns: list[list[User]], since: datetime | None, until: datetime | None
) -> Layer[User]:
    """Cut to the time for which the version holds, and to `since` and `until`."""
    wall = version.wall
    return Layer(
        groups=turns,
        zone=ZoneInfo(version.time_zone),
        rotation=_rotation(version, wall) if version.unit and wall else None,
        restrictions=[_restriction(one) for one in version.restrictions],
        days=frozenset(version.days),
        slot=timedelta(seconds=version.slot_seconds) if version.slot_seconds else None,
        effective_from=_latest(version.effective_from, version.valid_from, since),
        effective_until=_earliest(version.effective_until, version.valid_until, until),
        priority=version.priority,
    )


def listed(calendar: rows.Calendar) -> Listed[User]:
    now = clock.now()
    found = [
        OnDuty(one.starts_at, one.ends_at if one.user.is_active else min(one.ends_at, now), (one.user,))
        for one in calendar.shifts.all()
        if one.user and (one.user.is_active or one.starts_at < now)
    ]
    return Listed(found, calendar.priority)


def _rotation(version: rows.LayerVersion, wall: datetime) -> Rotation:
    return Rotation(version.unit, version.every, wall, version.advance, version.skip_between)  # type: ignore[arg-type]


def _restriction(given: dict[str, object]) -> Restriction:
    days = given.get("days")
    return Restriction(
        int(str(given["begins"])), int(str(given["ends"])), frozenset(days) if isinstance(days, list) else EVERY_DAY
    )


def _overrides(schedule: rows.Schedule) -> Iterator[Override[User]]:
    """The engine adds up equal ones; here the one made last wins, so each gets a rank of its own."""
    now = clock.now()
    for rank, row in enumerate(schedule.overrides.all()):
        user = row.user
        ends = row.ends_at if user is None or user.is_active else min(row.ends_at, now)
        if row.starts_at < ends:
            people = (user,) if user else ()
            yield Override(row.mode, row.starts_at, ends, people, row.remove, rank)  # type: ignore[arg-type]


def _fixed(schedule: rows.Schedule) -> Iterator[Fixed[User]]:
    for span in schedule.fixed_spans.all():
        shifts = [OnDuty(one.starts_at, one.ends_at, (one.user,)) for one in span.shifts.all() if one.user.is_active]
        yield Fixed(span.starts_at, span.ends_at, shifts)


def _latest(*moments: datetime | None) -> datetime | None:
    return max(_known(moments), default=None)


def _earliest(*moments: datetime | None) -> datetime | None:
    return min(_known(moments), default=None)


def _known(moments: Iterable[datetime | None]) -> list[datetime]:
    return [moment for moment in moments if moment is not None]
