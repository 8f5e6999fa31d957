from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.reply_to_case import reply_to_case
from andon.gestures.facts import GestureOffered
from andon.gestures.giving import about, locked
from andon.gestures.models import Gesture
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def offer_gesture(gesture: Gesture, *, by: Actor, body: str, send_now: bool = False) -> Gesture:
    """Answer the customer with it: only now she hears of it. Each call sends an answer.

    What waits for approval, was declined or was given up cannot be offered.
    """
    gesture, case = locked(gesture)
    if gesture.state not in ("owed", "done"):
        raise Conflict(_("It cannot be offered: it %(state)s.") % {"state": gesture.state_words[1]})
    written = reply_to_case(case, by=by, body=body, send_now=send_now)
    gesture.offered_in, gesture.offered_at = written.message.id, clock.now()
    gesture.save(update_fields=["offered_in", "offered_at"])
    fact = GestureOffered(**gesture.coded, message=written.message.id)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    return gesture
