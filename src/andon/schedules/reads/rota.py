"""The calendar of who is on call: each schedule's shifts and overrides over a span of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from andon.people.models import User
from andon.schedules.models import Override, Schedule
from andon.schedules.rules.calendar import Bar, Span, bar_of
from andon.schedules.rules.turns import shifts

from .who_is_on_call import plain_turns


@dataclass(frozen=True, slots=True)
class Stretch:
    """One person (or nobody) on call without a break; `covers`: put in by an override."""

    schedule: Schedule
    user: User | None
    starts_at: datetime
    ends_at: datetime
    bar: Bar
    covers: bool
    goes_on: bool
    """It ends where the calendar ends, or later."""

    @property
    def first_name(self) -> str:
        return self.user.name.split()[0] if self.user else ""


@dataclass(frozen=True, slots=True)
class Lane:
    schedule: Schedule
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
        return [one for one in self.stretches if one.user is None and one.ends_at > self.now]


def rota(span: Span, now: datetime, schedules: Sequence[Schedule] | None = None) -> list[Lane]:
    """All schedules (or these); five queries for any number. `now` lies in the span."""
    overrides = Override.objects.select_related("user").filter(ends_at__gt=span.start).order_by("id")
    found = Schedule.objects.select_related("team").prefetch_related(
        "rotations__members", Prefetch("overrides", overrides)
    )
    if schedules is not None:
        found = found.filter(id__in=[schedule.id for schedule in schedules])
    planned = [(one, shifts(*plain_turns(one), span.start, span.end)) for one in found]
    ids = {shift.user for _schedule, coming in planned for shift in coming if shift.user}
    people = User.objects.filter(is_active=True).in_bulk(list(ids))
    return [
        Lane(
            schedule,
            [
                Stretch(
                    schedule,
                    people.get(shift.user) if shift.user else None,
                    shift.starts_at,
                    shift.ends_at,
                    bar_of(span, shift.starts_at, shift.ends_at),
                    shift.covered,
                    shift.ends_at >= span.end,
                )
                for shift in coming
            ],
            [override for override in schedule.overrides.all() if override.ends_at > now],
            now,
        )
        for schedule, coming in planned
    ]
