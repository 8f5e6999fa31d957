"""What falls due here: the next rung or credit of a contract while something runs."""

from uuid import UUID

from andon.work.lanes import TELL
from andon.work.tasks import task


@task("contracts.look_again", lane=TELL)
def look_again(*, contract: str) -> None:
    from .actions.pass_milestones import pass_milestones

    pass_milestones([UUID(contract)])
