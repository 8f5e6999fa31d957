from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit.errors import Conflict
from andon.promises.facts import PromiseWithdrawn
from andon.promises.holding import about, held_promise, settle
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.promises.planning import plan_ladder
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def withdraw_promise(promise: Promise, *, by: Actor) -> Promise:
    """It was none: it has no clock any more and counts in no figure. One that was kept or broken stays what it is.

    Repeating it changes nothing.
    """
    promise, rows = held_promise(promise)
    if promise.state in (State.KEPT, State.BROKEN) or promise.case_id is None:
        raise Conflict(_("What was kept or broken stays so."))
    if withdrawn(promise, rows, why="none", by=by):
        settle(rows)
    return promise


def withdrawn(promise: Promise, rows: dict[object, Case], *, why: str, by: Actor) -> bool:
    """Of held rows; whether anything changed."""
    if promise.state == State.WITHDRAWN:
        return False
    promise.state = State.WITHDRAWN
    promise.save(update_fields=["state"])
    plan_ladder(promise)
    case = rows[promise.case_id]
    fact = PromiseWithdrawn(promise=promise.id, why=why)
    record(fact, subject=case.subject, by=by, about=about(rows, case.id))
    return True
