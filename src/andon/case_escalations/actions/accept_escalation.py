from django.db import transaction

from andon.case_escalations.accepting import accept
from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.raising import MOST_TEXT
from andon.kit.text import clean
from andon.timeline.actor import Actor


@transaction.atomic
def accept_escalation(escalation: CaseEscalation, *, by: Actor, answer: str) -> CaseEscalation:
    """Take it, with a word of what happens next; the page is acknowledged. The case keeps its owner.

    The first one has it: accepting again, by whomever, changes nothing.
    """
    return accept(escalation, by=by, answer=clean(answer, "answer", MOST_TEXT, required=True))
