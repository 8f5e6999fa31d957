"""What falls due here: the next step of a run. One piece of due work per run, planned again by each step; and an audit
that none is forgotten."""

from collections.abc import Sequence
from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.lanes import PAGE
from andon.work.tasks import Args, task_in_lots

TOGETHER = 200
"""An answer to one of so many runs waits until the lot is through: a few tenths of a second."""


@task_in_lots("paging.take_step", lane=PAGE, together=TOGETHER)
def take_step(steps: Sequence[Args]) -> None:
    from .actions.page_next import page_next

    page_next([UUID(step["escalation"]) for step in steps])


@audit("paging.runs")
def orphaned_runs() -> list[Orphan]:
    from .auditing import orphaned_runs as find

    return find()
