from django.db import transaction
from django.utils.translation import gettext as _

from andon.case_escalations.ending import end
from andon.case_escalations.facts import CaseDeEscalated
from andon.case_escalations.holding import locked
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.raising import MOST_TEXT
from andon.case_escalations.rules.lifecycle import OVER, check_move
from andon.kit.text import clean
from andon.timeline.actor import Actor


@transaction.atomic
def de_escalate(escalation: CaseEscalation, *, by: Actor, result: str) -> CaseEscalation:
    """It is over, with what came of it; nobody is paged any more. Repeating it changes nothing."""
    result = clean(result, "result", MOST_TEXT, required=True)
    held = locked(escalation)
    if held.one.state == OVER:
        return held.one
    check_move(held.one.state, OVER, _("It is over already: %(state)s.") % {"state": held.one.get_state_display()})
    end(held, OVER, by=by, result=result)
    held.record(CaseDeEscalated, by=by)
    return held.one
