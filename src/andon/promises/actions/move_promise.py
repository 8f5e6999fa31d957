from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.moments import within_reach
from andon.promises.facts import PromiseMoved
from andon.promises.holding import about, held_promise, settle
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.promises.planning import plan_ladder
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def move_promise(promise: Promise, *, due_at: datetime, by: Actor) -> Promise:
    """Another time, such as one that was agreed by voice; what it was before stays on the timeline and is counted.

    Only while it is open. Repeating it changes nothing.
    """
    promise, rows = held_promise(promise)
    if promise.state != State.OPEN or promise.case_id is None:
        raise Conflict(_("Only an open promise can be moved."))
    if due_at.tzinfo is not None and due_at <= clock.now():
        raise Invalid({"due_at": _("That is in the past. Write a time from now on.")})
    within_reach(due_at, "due_at", clock.now())
    if promise.due_at == due_at:
        return promise
    fact = PromiseMoved(promise=promise.id, was=promise.due_at, due_at=due_at)
    promise.due_at, promise.moved_count = due_at, promise.moved_count + 1
    promise.save(update_fields=["due_at", "moved_count"])
    plan_ladder(promise)
    case = rows[promise.case_id]
    record(fact, subject=case.subject, by=by, about=about(rows, case.id))
    settle(rows)
    return promise
