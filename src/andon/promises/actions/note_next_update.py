from datetime import datetime

from django.db import transaction

from andon.incidents.models import Incident
from andon.promises.facts import PromiseBroken, PromiseKept
from andon.promises.models import Promise
from andon.promises.models.promise import State
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_next_update(incident: Incident, *, due_at: datetime, told_at: datetime | None, by: Actor) -> Promise:
    """What came of a promised next update: told at that moment, or (None) not told when it was due.

    One that was broken stays broken when the update comes late. Repeating it changes nothing.
    """
    promise = Promise.objects.select_for_update().filter(incident=incident, due_at=due_at).first()
    if promise is None:
        promise = Promise(incident=incident, due_at=due_at, made_at=told_at or due_at, made_by_id=by.user_id)
    elif promise.answered_at is not None or told_at is None:
        return promise
    kept = told_at is not None and told_at <= due_at and promise.state != State.BROKEN
    promise.state, promise.answered_at = State.KEPT if kept else State.BROKEN, told_at
    promise.broken_at = None if kept else due_at
    promise.save()
    fact: object = PromiseBroken(promise=promise.id, due_at=due_at)
    if told_at is not None:
        fact = PromiseKept(promise=promise.id, message=None, late=not kept)
    record(fact, subject=incident.subject, by=by)
    return promise
