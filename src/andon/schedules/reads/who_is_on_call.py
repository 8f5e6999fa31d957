"""Who is on call, now and in the days to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.kit import clock
from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.rules.final import Watch, final_schedule, gaps

from .plans import load_schedules, plan_of


@dataclass(frozen=True, slots=True)
class Duty:
    """A schedule with who is on call; no `people` is a gap. `coming` are the watches of the days asked for."""

    schedule: Schedule
    people: tuple[User, ...]
    coming: list[Watch[User]]

    @property
    def user(self) -> User | None:
        """The first of them."""
        return self.people[0] if self.people else None

    @property
    def names(self) -> str:
        return ", ".join(user.name for user in self.people)

    @property
    def until(self) -> datetime | None:
        return self.coming[0].end if self.coming else None

    @property
    def gaps(self) -> list[Watch[User]]:
        return gaps(self.coming)


def who_is_on_call(schedule: Schedule) -> User | None:
    """The first person on call for this schedule now; None is a gap."""
    return duties([schedule])[0].user


def duties(schedules: Sequence[Schedule] | None = None, *, days: int = 14) -> list[Duty]:
    """All schedules (or these) with who is on call now and in the coming days; a fixed number of queries."""
    now = clock.now()
    found = Schedule.objects.all()
    if schedules is not None:
        found = found.filter(id__in=[schedule.id for schedule in schedules])
    end = now + max(timedelta(days=days), timedelta(seconds=1))
    coming = [(one, final_schedule(plan_of(one), now, end)) for one in load_schedules(found, now)]
    return [Duty(one, watches[0].people, watches if days else []) for one, watches in coming]
