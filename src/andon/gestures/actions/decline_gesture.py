from django.db import transaction
from django.utils.translation import gettext as _

from andon.gestures.facts import GestureDeclined
from andon.gestures.giving import about, locked
from andon.gestures.models import Gesture
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def decline_gesture(gesture: Gesture, *, by: Actor, why: str) -> Gesture:
    """It is not given, for a reason that whoever asked reads. Declining twice changes nothing."""
    why = clean(why, "why", 500, required=True)
    gesture, case = locked(gesture)
    if gesture.declined_at is not None:
        return gesture
    if gesture.obligation is not None:
        raise Conflict(_("It was approved already. Give it up instead."))
    gesture.declined_at, gesture.declined_why, gesture.decided_by = clock.now(), why, by.key
    gesture.save(update_fields=["declined_at", "declined_why", "decided_by"])
    fact = GestureDeclined(**gesture.coded)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    return gesture
