from django.db import transaction

from andon.kit import clock
from andon.questions.facts import QuestionClosed
from andon.questions.holding import locked_question
from andon.questions.models import Ask, Question
from andon.questions.rules.lifecycle import CLOSED, check_move
from andon.questions.timing import cancel_times
from andon.questions.withdrawing import withdraw_asks
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def close_question(question: Question, *, by: Actor, why: str = "hand") -> Question:
    """Its answers stand, and nobody is asked any more. Repeating it changes nothing. `why`: hand, time or resolved."""
    question = locked_question(question)
    if question.status == CLOSED:
        return question
    check_move(question.status, CLOSED)
    question.status, question.closed_at = CLOSED, clock.now()
    question.save(update_fields=["status", "closed_at"])
    waiting = Ask.objects.counting().filter(question=question, answer=None)
    asks = waiting.select_related("case", "obligation", "question__incident")
    withdraw_asks([(ask, CLOSED) for ask in asks], by=by)
    cancel_times(question)
    fact = QuestionClosed(question=question.id, why=why)
    record(fact, subject=question.incident.subject, by=by, about=[question.subject])
    return question
