"""What falls due here: rungs of ladders and missed targets; parts of working clocks out again, and each day a look
whether that must be; an audit that no clock is forgotten."""

from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.daily import daily
from andon.work.lanes import PAGE
from andon.work.tasks import task

from . import versions  # noqa: F401  noted when the process starts: zones that it has read stay as they were
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


@daily("targets.take_new_versions")
def take_new_versions() -> None:
    """At once where an installation is started as one, migrated or upgraded; else within a day of a worker's start."""
    from .actions.take_new_versions import take_new_versions as take

    take()


@audit("targets.clocks")
def orphaned_clocks() -> list[Orphan]:
    from .auditing import orphaned_clocks as find

    return find()
