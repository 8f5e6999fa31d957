"""What falls due here: hearing what was understood, and ending issues of which nobody told for long."""

from uuid import UUID

from andon.meaning.on_understood import on_understood
from andon.work.tasks import task


@on_understood("emerging.hear")
def hear(*, kind: str, ids: list[str]) -> None:
    from .actions.hear import hear as hearing

    hearing(kind, [UUID(id) for id in ids])


@task("emerging.end_issue")
def end_issue(*, issue: str) -> None:
    from .actions.end_issue import end_issue as ending

    ending(UUID(issue))
