from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Coalesce

from andon.cases.actions.owe import owe
from andon.cases.models import Case
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.cases.rules.lifecycle import CLOSED
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit import clock
from andon.questions.facts import CaseAsked, CasesAsked
from andon.questions.holding import about, locked_question, throughs
from andon.questions.models import Ask, Question
from andon.questions.rules.asked import Known, changes
from andon.questions.rules.lifecycle import WITHDRAWN
from andon.questions.withdrawing import withdraw_asks
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def put_to_cases(question: Question, *, by: Actor) -> list[Ask]:
    """Ask the cases that are linked now, each once, and those no longer that are not (see `rules/asked.py`).

    Returns the newly asked. Repeating it changes nothing.
    """
    question = locked_question(question)
    if question.status == WITHDRAWN:
        return []
    linked = {case.id: case for case in linked_cases(question.incident).order_by("number")}
    running = [id for id, case in linked.items() if case.status != CLOSED and not case.spam]
    asks = {ask.id: ask for ask in _asks(question)}
    todo = changes([_known(ask) for ask in asks.values()], list(linked), running, is_open=question.is_open)
    withdraw_asks([(asks[id], why) for id, why in todo.withdraw.items()], by=by)
    Ask.objects.filter(id__in=todo.revive).update(withdrawn_at=None, withdrawn_why="")
    return _ask(question, [linked[id] for id in todo.ask], by)


def _asks(question: Question) -> list[Ask]:
    found = Ask.objects.filter(question=question).annotate(read_in=Coalesce("case__merged_into_id", "case_id"))
    return list(found.select_related("case", "obligation", "question__incident"))


def _known(ask: Ask) -> Known:
    through = ask.read_in  # type: ignore[attr-defined]  # annotated
    return Known(ask.id, ask.case_id, through, answered=ask.answer_id is not None, counts=ask.withdrawn_at is None)


def _ask(question: Question, cases: Sequence[Case], by: Actor) -> list[Ask]:
    now, passed = clock.now(), _passed_before(question, cases)
    asks = [Ask(question=question, case=case, asked_at=now, **passed.get(case.id, {})) for case in cases]
    waits = [ask for ask in asks if ask.passed_at is None]
    owed = owe(
        [
            ObligationIn(case=ask.case, kind=Kind.ANSWER, source=ask.subject, label=question.texts[""][:200])
            for ask in waits
        ],
        by=by,
    )
    for ask, obligation in zip(waits, owed, strict=True):
        ask.obligation = obligation
    Ask.objects.bulk_create(asks)
    if asks:
        through = throughs(asks)
        of_all = CasesAsked(question=question.id, asks=[ask.id for ask in asks])
        of_each = [Entry(_fact(ask), ask.case.subject, by, about(ask, through[ask.id])) for ask in asks]
        record_all([Entry(of_all, question.incident.subject, by, [question.subject]), *of_each])
    return asks


def _passed_before(question: Question, cases: Sequence[Case]) -> dict[object, dict[str, object]]:
    """A customer who was asked before the question was closed is not asked again: she still knows it."""
    kept = ("passed_at", "passed_in", "passed_to_id")
    before = Ask.objects.filter(question=question, case__in=[case.id for case in cases], passed_at__isnull=False)
    return {
        row["case_id"]: {name: row[name] for name in kept}
        for row in before.order_by("asked_at").values("case_id", *kept)
    }


def _fact(ask: Ask) -> CaseAsked:
    return CaseAsked(question=ask.question_id, incident=ask.question.incident_id, ask=ask.id)
