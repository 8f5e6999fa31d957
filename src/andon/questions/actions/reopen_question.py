from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.questions.facts import QuestionReopened
from andon.questions.holding import locked_question
from andon.questions.models import Question
from andon.questions.rules.lifecycle import OPEN, check_move
from andon.questions.timing import checked_until, plan_times
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .put_to_cases import put_to_cases


@transaction.atomic
def reopen_question(question: Question, *, by: Actor, open_until: datetime | None = None) -> Question:
    """Ask again whoever has not answered, until then. Repeating it changes nothing."""
    until = checked_until(open_until)
    question = locked_question(question)
    if question.status == OPEN:
        return question
    check_move(question.status, OPEN)
    if not question.incident.is_standing:
        raise Conflict(_("%(ref)s is resolved. Reopen it before you ask.") % {"ref": question.incident.ref})
    question.status, question.closed_at, question.open_until = OPEN, None, until
    question.save(update_fields=["status", "closed_at", "open_until"])
    fact = QuestionReopened(question=question.id)
    record(fact, subject=question.incident.subject, by=by, about=[question.subject])
    put_to_cases(question, by=by)
    plan_times(question)
    return question
