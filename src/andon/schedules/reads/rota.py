"""The calendar of who is on call: each schedule's layers, its final row and overrides over a span of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from andon.people.models import User
from andon.schedules.models import Calendar, Layer, Override, Schedule
from andon.schedules.rules.calendar import Bar, Span, bar_of
from andon.schedules.rules.final import Plan, Watch, final_schedule
from andon.schedules.rules.layer import duty_of

from .plans import layer_plans, listed, load_schedules, plan_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """Who is on call without a change, nobody being a gap; `covers`: put in by hand."""

    schedule: Schedule
    people: tuple[User, ...]
    starts_at: datetime
    ends_at: datetime
    bar: Bar
    covers: bool
    goes_on: bool
    """It ends where the calendar ends, or later."""

    @property
    def user(self) -> User | None:
        return self.people[0] if self.people else None

    @property
    def names(self) -> str:
        return ", ".join(user.name for user in self.people)

    @property
    def first_name(self) -> str:
        first = self.people[0].name.split()[0] if self.people else ""
        return f"{first} +{len(self.people) - 1}" if len(self.people) > 1 else first

    @property
    def has_room(self) -> bool:
        """For the first name, at the smallest width that a calendar is drawn in."""
        return self.bar.width >= 1.5 + 0.95 * len(self.first_name)


@dataclass(frozen=True, slots=True)
class Row:
    """A layer as it is drawn above the final row."""

    layer: Layer | Calendar
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Lane:
    schedule: Schedule
    rows: Sequence[Row]
    stretches: Sequence[Stretch]
    overrides: Sequence[Override]
    now: datetime

    @property
    def current(self) -> Stretch:
        return next(one for one in self.stretches if one.starts_at <= self.now < one.ends_at)

    @property
    def following(self) -> Stretch | None:
        """The next stretch with somebody else, or nobody."""
        coming = self.coming
        return coming[0] if coming else None

    @property
    def coming(self) -> list[Stretch]:
        return [one for one in self.stretches if one.starts_at > self.now]

    @property
    def gaps(self) -> list[Stretch]:
        return [one for one in self.stretches if not one.people and one.ends_at > self.now]


def rota(span: Span, now: datetime, schedules: Sequence[Schedule] | None = None) -> list[Lane]:
    """All schedules (or these); a fixed number of queries for any number. `now` need not lie in the span."""
    found = Schedule.objects.all()
    if schedules is not None:
        found = found.filter(id__in=[schedule.id for schedule in schedules])
    return [lane_of(one, plan_of(one), span, now) for one in load_schedules(found, min(span.start, now))]


def lane_of(schedule: Schedule, plan: Plan[User], span: Span, now: datetime) -> Lane:
    watches = final_schedule(plan, span.start, span.end)
    overrides = [one for one in schedule.overrides.all() if one.ends_at > now]
    return Lane(schedule, list(rows_of(schedule, span)), drawn(schedule, watches, span), overrides, now)


def rows_of(schedule: Schedule, span: Span) -> Iterator[Row]:
    """Those that say anything in the span."""
    for layer in schedule.layers.all():
        plan = Plan(layer_plans(layer))
        duty = [one for part in plan.layers for one in duty_of(part, span.start, span.end)]
        if duty:
            yield Row(layer, drawn(schedule, [Watch(one.start, one.end, one.people) for one in duty], span))
    for calendar in schedule.calendars.all():
        duty = duty_of(listed(calendar), span.start, span.end)
        if duty:
            yield Row(calendar, drawn(schedule, [Watch(one.start, one.end, one.people) for one in duty], span))


def drawn(schedule: Schedule, watches: Sequence[Watch[User]], span: Span) -> list[Stretch]:
    return [
        Stretch(
            schedule,
            watch.people,
            watch.start,
            watch.end,
            bar_of(span, watch.start, watch.end),
            watch.by_hand,
            watch.end >= span.end,
        )
        for watch in watches
    ]
