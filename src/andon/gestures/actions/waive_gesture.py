from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.waive_obligations import waive_obligations
from andon.gestures.facts import GestureWaived
from andon.gestures.giving import about, locked
from andon.gestures.models import Gesture
from andon.kit.errors import Conflict
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def waive_gesture(gesture: Gesture, *, by: Actor, why: str) -> Gesture:
    """It will not be given after all, for a reason that stays readable. Repeating it changes nothing."""
    why = clean(why, "why", 500, required=True)
    gesture, case = locked(gesture)
    if gesture.state == "waived":
        return gesture
    if gesture.state != "owed" or gesture.obligation is None:
        raise Conflict(
            _("Only what is still to be done can be given up: it %(state)s.") % {"state": gesture.state_words[1]}
        )
    waive_obligations([gesture.obligation], why=why, by=by)
    fact = GestureWaived(**gesture.coded)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    gesture.obligation.refresh_from_db()
    return gesture
