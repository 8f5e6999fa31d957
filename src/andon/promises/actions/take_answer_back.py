from uuid import UUID

from django.db import transaction
from django.db.models import Q

from andon.kit import clock
from andon.promises.facts import PromiseReopened
from andon.promises.holding import hold_cases, settle
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.promises.planning import plan_ladder
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .withdraw_promise import withdrawn


@transaction.atomic
def take_answer_back(message: UUID, *, by: Actor) -> None:
    """An answer was undone: what it promised was never promised, what it kept is to be kept again.

    Repeating it changes nothing.
    """
    touched = Promise.objects.filter(Q(message=message) | Q(answered_by=message), case__isnull=False)
    rows = hold_cases(set(touched.order_by().values_list("case_id", flat=True)))
    for promise in touched.select_for_update(of=("self",)):
        if promise.message_id == message:
            withdrawn(promise, rows, why="undone", by=by)
        else:
            _reopen(promise, by)
    settle(rows)


def _reopen(promise: Promise, by: Actor) -> None:
    promise.answered_by, promise.answered_at = None, None
    promise.state = State.OPEN if promise.due_at > clock.now() else State.BROKEN
    promise.broken_at = promise.due_at if promise.state == State.BROKEN else None
    promise.save(update_fields=["answered_by", "answered_at", "state", "broken_at"])
    plan_ladder(promise)
    assert promise.case is not None
    record(PromiseReopened(promise=promise.id), subject=promise.case.subject, by=by)
