"""What falls due here: hearing what was understood, and ending issues of which nobody told for long."""

from datetime import timedelta
from uuid import UUID

from andon.kit import clock
from andon.meaning.on_understood import on_understood
from andon.work.sweeps import delete_some, sweep
from andon.work.tasks import task


@on_understood("emerging.hear")
def hear(*, kind: str, ids: list[str]) -> None:
    from .actions.hear import hear as hearing

    hearing(kind, [UUID(id) for id in ids])


@task("emerging.end_issue")
def end_issue(*, issue: str) -> None:
    from .actions.end_issue import end_issue as ending

    ending(UUID(issue))


@task("emerging.forget_reporters")
def forget_reporters() -> None:
    """Workers' memories begin anew, without those who were erased."""
    from .state import note_decision

    note_decision()


@sweep("emerging.forget_reports")
def forget_reports(most: int) -> int:
    """What belonged to no issue is of no use once it is older than what the scan looks back to."""
    from .models import Report

    return delete_some(Report.objects.filter(issue=None, at__lt=clock.now() - timedelta(days=8)), most)
