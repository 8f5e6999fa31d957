"""What falls due here: the end of a snooze, and a heartbeat that has not come."""

from uuid import UUID

from andon.work.lanes import PAGE
from andon.work.tasks import task


@task("alerts.end_snooze", lane=PAGE)
def end_alert_snooze(*, alert: str) -> None:
    from .actions.end_snooze import end_snooze

    end_snooze(UUID(alert))


@task("alerts.miss_heartbeat", lane=PAGE)
def miss(*, heartbeat: str) -> None:
    from .actions.miss_heartbeat import miss_heartbeat

    miss_heartbeat(UUID(heartbeat))
