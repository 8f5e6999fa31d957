"""What falls due here. One piece of due work for each schedule looks at the next change of who is on call, tells of it,
looks for gaps ahead, and plans itself again; whatever changes a schedule makes it due at once."""

from datetime import date, datetime
from uuid import UUID

from andon.work.plan import plan
from andon.work.sweeps import sweep
from andon.work.tasks import task

from .models import Schedule


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
