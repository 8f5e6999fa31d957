"""How a run goes on: a hundred cases at once, more of them part by part as due work."""

from andon.work.plan import plan

from .bulk_engine import PART, next_part
from .models import BulkRun
from .rules.bulk import AT_ONCE


def begin(run: BulkRun, when: str, then: str) -> BulkRun:
    """Moves on from one state; one that is in another stays there."""
    run = BulkRun.objects.select_for_update().get(id=run.id)
    if run.state != when:
        return run
    run.state, run.finished_at = then, None
    run.save(update_fields=["state", "finished_at"])
    return go_on(run)


def go_on(run: BulkRun) -> BulkRun:
    """The caller's transaction holds all of a small run."""
    if run.total > AT_ONCE:
        plan_part(run)
        return run
    for _part in range(AT_ONCE // PART + 1):
        if run.is_under_way:
            run = next_part(run)
    return run


def plan_part(run: BulkRun) -> None:
    from .due import go_on_with_bulk

    plan(go_on_with_bulk, {"run": str(run.id)}, order=f"bulk:{run.id}")
