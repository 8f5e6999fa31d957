"""What falls due here. One piece of due work for each schedule looks at the next change of who is on call, tells of it,
looks for gaps ahead, and plans itself again; whatever changes a schedule makes it due at once."""

from datetime import date, datetime
from uuid import UUID

from andon.kit import clock
from andon.work.plan import cancel, plan
from andon.work.sweeps import delete_some, sweep
from andon.work.tasks import task

from .filling_calendar import KEPT
from .models import Calendar, CalendarShift, Schedule, Swap


@task("schedules.watch")
def watch(*, schedule: str) -> None:
    from .actions.watch_schedule import watch_schedule

    watch_schedule(UUID(schedule))


def watch_soon(schedule: Schedule, at: datetime | None = None) -> None:
    plan(watch, {"schedule": str(schedule.id)}, key=f"schedule_watch:{schedule.id}", run_at=at)


@sweep("schedules.look_ahead")
def look_ahead(most: int) -> int:
    """Daily: each schedule is watched, also one whose watch was lost, and Monday's summaries are planned."""
    from .actions.plan_week_ahead import plan_week_ahead

    for schedule in Schedule.objects.all():
        watch_soon(schedule)
    plan_week_ahead()
    return 0


@task("schedules.tell_week_ahead")
def tell_week(*, user: str, monday: str) -> None:
    from .actions.tell_week_ahead import tell_week_ahead

    tell_week_ahead(UUID(user), date.fromisoformat(monday[:10]))


@task("schedules.end_swap")
def end_swap(*, swap: str) -> None:
    from .actions.expire_swap import expire_swap

    expire_swap(UUID(swap))


def end_swap_at(swap: Swap) -> None:
    """When its time comes, unless somebody takes it or it is withdrawn before."""
    plan(end_swap, {"swap": str(swap.id)}, key=f"swap_end:{swap.id}", run_at=swap.starts_at)


def forget_end_of_swap(swap: Swap) -> None:
    cancel(f"swap_end:{swap.id}")


@task("schedules.read_calendar", io=True)
def read_calendar(*, calendar: str) -> None:
    from .actions.fetch_calendar import fetch_calendar

    fetch_calendar(UUID(calendar))


def read_calendar_at(calendar: Calendar, at: datetime | None = None) -> None:
    plan(read_calendar, {"calendar": str(calendar.id)}, key=f"calendar:{calendar.id}", run_at=at)


@sweep("schedules.forget_calendar_shifts")
def forget_calendar_shifts(most: int) -> int:
    return delete_some(CalendarShift.objects.filter(ends_at__lt=clock.now() - KEPT), most)
