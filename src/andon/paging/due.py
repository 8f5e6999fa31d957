"""What falls due here: the next step of a run. One piece of due work per run, planned again by each step; and an audit
that none is forgotten."""

from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.lanes import PAGE
from andon.work.tasks import task


@task("paging.take_step", lane=PAGE)
def take_step(*, escalation: str) -> None:
    from .actions.page_next import page_next

    page_next(UUID(escalation))


@audit("paging.runs")
def orphaned_runs() -> list[Orphan]:
    from .auditing import orphaned_runs as find

    return find()
