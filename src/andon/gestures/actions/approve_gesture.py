from django.db import transaction
from django.utils.translation import gettext as _

from andon.gestures.facts import GestureApproved
from andon.gestures.giving import about, locked
from andon.gestures.models import Gesture
from andon.gestures.owing import owe_gesture
from andon.gestures.reads.limit_for import limit_for
from andon.gestures.rules.limits import may_give_alone
from andon.kit import clock
from andon.kit.errors import Conflict, NotAllowed
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def approve_gesture(gesture: Gesture, *, by: Actor) -> Gesture:
    """It may be given: from now on it is owed. Approving twice changes nothing.

    Nobody approves what she asked for herself, nor above her own limit.
    """
    gesture, case = locked(gesture)
    if gesture.obligation is not None:
        return gesture
    if gesture.declined_at is not None:
        raise Conflict(_("It was declined. Ask for it anew."))
    if gesture.asked_by == by.key:
        raise NotAllowed(_("Somebody else must approve what you asked for."))
    if not may_give_alone(gesture.amount, limit_for(by, gesture.currency)):
        raise NotAllowed(_("It is above your own limit. Another lead must approve it."))
    gesture.obligation = owe_gesture(gesture, by)
    gesture.approved_at, gesture.decided_by = clock.now(), by.key
    gesture.save(update_fields=["obligation", "approved_at", "decided_by"])
    fact = GestureApproved(**gesture.coded)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    return gesture
