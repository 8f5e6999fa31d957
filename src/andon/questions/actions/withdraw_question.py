from django.db import transaction

from andon.questions.facts import QuestionWithdrawn
from andon.questions.holding import locked_question
from andon.questions.models import Ask, Question
from andon.questions.rules.lifecycle import WITHDRAWN, check_move
from andon.questions.timing import cancel_times
from andon.questions.withdrawing import withdraw_asks
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def withdraw_question(question: Question, *, by: Actor) -> Question:
    """It was a mistake: nobody is asked, and what was answered counts for nothing. Repeating it changes nothing."""
    question = locked_question(question)
    if question.status == WITHDRAWN:
        return question
    check_move(question.status, WITHDRAWN)
    question.status = WITHDRAWN
    question.save(update_fields=["status"])
    asks = Ask.objects.counting().filter(question=question).select_related("case", "obligation", "question__incident")
    withdraw_asks([(ask, WITHDRAWN) for ask in asks], by=by)
    cancel_times(question)
    fact = QuestionWithdrawn(question=question.id)
    record(fact, subject=question.incident.subject, by=by, about=[question.subject])
    return question
