"""What falls due here: another look at the reports of an incident."""

from uuid import UUID

from andon.work.tasks import task


@task("impact.look_at_reports")
def look_at_reports(*, incident: str) -> None:
    from .actions.judge_reports import judge_reports

    judge_reports(UUID(incident))
