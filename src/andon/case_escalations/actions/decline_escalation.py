from django.db import transaction
from django.utils.translation import gettext as _

from andon.case_escalations.calling import stop_calling
from andon.case_escalations.facts import CaseEscalationDeclined
from andon.case_escalations.holding import locked
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.raising import MOST_TEXT
from andon.case_escalations.rules.lifecycle import DECLINED, check_move
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor


@transaction.atomic
def decline_escalation(escalation: CaseEscalation, *, by: Actor, why: str) -> CaseEscalation:
    """Say no, for a reason that the owner reads; nobody else is paged. Declining twice changes nothing."""
    why = clean(why, "why", MOST_TEXT, required=True)
    held = locked(escalation)
    one = held.one
    if one.state == DECLINED:
        return one
    said = _("It was answered already: %(state)s. De-escalate it instead.") % {"state": one.get_state_display()}
    check_move(one.state, DECLINED, said)
    one.state, one.answered_by, one.answered_at, one.answer = DECLINED, by.key, clock.now(), why
    one.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    held.record(CaseEscalationDeclined, by=by)
    stop_calling(one, by=by)
    return one
