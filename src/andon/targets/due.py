"""What falls due here: rungs of ladders and missed targets; parts of working clocks out again."""

from uuid import UUID

from andon.work.lanes import PAGE
from andon.work.tasks import task

from .models import Recompute


@task("targets.watch", lane=PAGE)
def watch() -> None:
    from .actions.watch_clocks import MOST, watch_clocks
    from .watching import plan_watch

    plan_watch(at_once=watch_clocks() >= MOST)


@task("targets.recompute")
def go_on_recomputing(*, run: str) -> None:
    """One part; the next is planned in the same transaction."""
    from .recomputing import next_part, plan_part

    found = Recompute.objects.filter(id=UUID(run), ended_at=None).first()
    if found and next_part(found):
        plan_part(found)
