"""What falls due here: a question ends at its time, and who has not answered is reminded."""

from uuid import UUID

from andon.timeline.actor import Actor
from andon.work.lanes import TELL
from andon.work.tasks import task

from .models import Question

SYSTEM = Actor.system("questions")


@task("questions.close_in_time")
def close_in_time(*, question: str) -> None:
    from .actions.close_question import close_question

    found = Question.objects.open().filter(id=UUID(question)).first()
    if found is not None:
        close_question(found, by=SYSTEM, why="time")


@task("questions.remind", lane=TELL)
def remind(*, question: str, number: int) -> None:
    from .actions.remind_of_question import remind_of_question

    found = Question.objects.open().filter(id=UUID(question)).first()
    if found is not None:
        remind_of_question(found, number=number)
