from datetime import datetime
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.cases.reads.homes import survivors_of
from andon.promises.facts import PromiseKept
from andon.promises.holding import about, hold_cases, settle
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.promises.planning import plan_ladder
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def keep_promises(case: UUID, *, message: UUID | None, at: datetime, by: Actor) -> list[Promise]:
    """The customer was answered at that moment: what was promised before it is kept, or made up for if it was late.

    What was promised in that very answer waits for the next one. Repeating it changes nothing.
    """
    through = survivors_of([case]).get(case, case)
    rows = hold_cases([through])
    homes = Case.objects.with_homes([through]).order_by().values("id")
    waiting = Promise.objects.unanswered().filter(case__in=homes, made_at__lte=at).select_for_update(of=("self",))
    kept = [promise for promise in waiting if message is None or promise.message_id != message]
    for promise in kept:
        promise.state = State.KEPT if at <= promise.due_at else State.BROKEN
        promise.broken_at = None if promise.state == State.KEPT else promise.broken_at or promise.due_at
        promise.answered_at, promise.answered_by_id = at, message
        promise.save(update_fields=["state", "broken_at", "answered_at", "answered_by"])
        plan_ladder(promise)
        fact = PromiseKept(promise=promise.id, message=message, late=promise.state == State.BROKEN)
        record(fact, subject=rows[through].subject, by=by, about=about(rows, through))
    if kept:
        settle(rows)
    return kept
