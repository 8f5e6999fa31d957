"""What falls due here: the next step of a run. One piece of due work per run, planned again by each step."""

from uuid import UUID

from andon.work.lanes import PAGE
from andon.work.tasks import task


@task("paging.take_step", lane=PAGE)
def take_step(*, escalation: str) -> None:
    from .actions.page_next import page_next

    page_next(UUID(escalation))
