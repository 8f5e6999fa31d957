"""Who is on call, now and in the days to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from andon.kit import clock
from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.rules.turns import Cover, Shift, Turns, on_call, shifts


@dataclass(frozen=True, slots=True)
class Duty:
    """A schedule with who is on call; `user` None is a gap. `coming` are the shifts of the days asked for."""

    schedule: Schedule
    user: User | None
    coming: list[tuple[Shift, User | None]]

    @property
    def until(self) -> datetime | None:
        return self.coming[0][0].ends_at if self.coming else None

    @property
    def gaps(self) -> list[Shift]:
        return [shift for shift, user in self.coming if user is None]


def who_is_on_call(schedule: Schedule) -> User | None:
    """The person on call for this schedule now; None is a gap."""
    return duties([schedule])[0].user


def duties(schedules: Sequence[Schedule] | None = None, *, days: int = 14) -> list[Duty]:
    """All schedules (or these) with who is on call now and in the coming days; five queries for any number."""
    found = Schedule.objects.select_related("team").prefetch_related("rotations__members", "overrides")
    if schedules is not None:
        found = found.filter(id__in=[schedule.id for schedule in schedules])
    now = clock.now()
    return _with_people([(schedule, *plain_turns(schedule)) for schedule in found], now, now + timedelta(days=days))


def plain_turns(schedule: Schedule) -> tuple[list[Turns], list[Cover], ZoneInfo]:
    rotations = [
        Turns(rotation.starts_at, rotation.turn_days, [member.user_id for member in rotation.members.all()])
        for rotation in schedule.rotations.all()
    ]
    covers = [Cover(cover.user_id, cover.starts_at, cover.ends_at) for cover in schedule.overrides.all()]
    return rotations, covers, ZoneInfo(schedule.time_zone)


def _with_people(
    plain: list[tuple[Schedule, list[Turns], list[Cover], ZoneInfo]], now: datetime, end: datetime
) -> list[Duty]:
    answers = [
        (schedule, on_call(turns, covers, zone, now), shifts(turns, covers, zone, now, end))
        for schedule, turns, covers, zone in plain
    ]
    ids = {shift.user for _schedule, _now, coming in answers for shift in coming if shift.user}
    ids |= {user for _schedule, user, _coming in answers if user}
    people = User.objects.filter(is_active=True).in_bulk(list(ids))
    return [
        Duty(
            schedule,
            people.get(user) if user else None,
            [(shift, people.get(shift.user)) if shift.user else (shift, None) for shift in coming],
        )
        for schedule, user, coming in answers
    ]
