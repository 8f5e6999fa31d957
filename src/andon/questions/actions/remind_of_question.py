from django.db import transaction

from andon.questions.holding import locked_question
from andon.questions.models import Question
from andon.questions.timing import plan_reminder

from .tell_asked import tell_asked


@transaction.atomic
def remind_of_question(question: Question, *, number: int) -> None:
    """Ask those again who have not answered, and plan the next time. `number`: which of them it is, from 0."""
    question = locked_question(question)
    question.reminders += 1
    question.save(update_fields=["reminders"])
    tell_asked(question, key=f"again-{question.reminders}", again=True)
    plan_reminder(question, number + 1)
