from django.db import transaction
from django.utils.translation import gettext as _

from andon.case_escalations.ending import end
from andon.case_escalations.facts import CaseEscalationWithdrawn
from andon.case_escalations.holding import locked
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.raising import MOST_TEXT
from andon.case_escalations.rules.lifecycle import WITHDRAWN, check_move
from andon.kit.errors import NotAllowed
from andon.kit.text import clean
from andon.timeline.actor import Actor


@transaction.atomic
def withdraw_escalation(escalation: CaseEscalation, *, by: Actor, why: str = "") -> CaseEscalation:
    """It is not needed any more, says whoever asked for it. Repeating it changes nothing."""
    why = clean(why, "why", MOST_TEXT)
    held = locked(escalation)
    if held.one.asked_by != by.key:
        raise NotAllowed(_("Only whoever asked for it withdraws it."))
    if held.one.state == WITHDRAWN:
        return held.one
    check_move(held.one.state, WITHDRAWN, _("It is over already: %(state)s.") % {"state": held.one.get_state_display()})
    end(held, WITHDRAWN, by=by, result=why)
    held.record(CaseEscalationWithdrawn, by=by)
    return held.one
