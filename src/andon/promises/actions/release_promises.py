from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.promises.holding import hold_cases, settle
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.timeline.actor import Actor

from .withdraw_promise import withdrawn


@transaction.atomic
def release_promises(case: UUID, *, by: Actor) -> None:
    """The case is closed: what is promised still is owed to nobody any more. A broken one stays broken."""
    homes = list(Case.objects.with_homes([case]).order_by().values_list("id", flat=True))
    rows = hold_cases(homes)
    if rows[case].status != "closed":
        return
    for promise in Promise.objects.select_for_update(of=("self",)).filter(case__in=homes, state=State.OPEN):
        withdrawn(promise, rows, why="closed", by=by)
    settle(rows)
