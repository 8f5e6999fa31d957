"""The parts that all moves share: rows held for a change, and what their facts are about.

Held in one order: the question, cases, asks.
"""

from collections.abc import Sequence
from uuid import UUID

from andon.cases.holding import held, survivor_among
from andon.cases.models import Case
from andon.kit.subject import Subject

from .models import Ask, Question


def locked_question(question: Question) -> Question:
    """As it is now, held until the transaction ends."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("incident")
    return rows.get(pk=question.pk)


def locked_ask(ask: Ask) -> tuple[Ask, Case]:
    """As it is now, with the case through which it is read; both held."""
    home = Case(pk=Ask.objects.values_list("case_id", flat=True).get(pk=ask.pk))
    case = survivor_among(home, held(home))
    rows = Ask.objects.select_for_update(of=("self",)).select_related("question__incident", "obligation", "answer")
    found = rows.select_related("case__brand", "case__merged_into").get(pk=ask.pk)
    return found, case


def about(ask: Ask, through: Case) -> list[Subject]:
    """What shows it: the incident, and the case with whoever looks at its lists."""
    subjects = [ask.question.incident.subject, ask.question.subject, through.subject, *through.live_about]
    return [one for one in subjects if one != Subject("case", ask.case_id)]


def throughs(asks: Sequence[Ask]) -> dict[UUID, Case]:
    """By id of the ask the case through which it is read; one query."""
    rows = Case.objects.with_people().select_related("merged_into").in_bulk([ask.case_id for ask in asks])
    return {ask.id: rows[ask.case_id].merged_into or rows[ask.case_id] for ask in asks}
