from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.meet_obligations import meet_obligations
from andon.gestures.facts import GestureDone
from andon.gestures.giving import about, locked
from andon.gestures.models import Gesture
from andon.kit.errors import Conflict
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def meet_gesture(gesture: Gesture, *, by: Actor, reference: str) -> Gesture:
    """It is done; `reference` is the number of its booking or parcel. Repeating it changes nothing."""
    reference = clean(reference, "reference", 120, required=True)
    gesture, case = locked(gesture)
    if gesture.state == "done":
        return gesture
    if gesture.state != "owed" or gesture.obligation is None:
        raise Conflict(_("Only what may be given can be done: it %(state)s.") % {"state": gesture.state_words[1]})
    meet_obligations([gesture.obligation], by=by)
    gesture.reference = reference
    gesture.save(update_fields=["reference"])
    fact = GestureDone(**gesture.coded)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    gesture.obligation.refresh_from_db()
    return gesture
