"""What this room shows on cases and incidents: one call for all subjects, a few queries each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.cases.models import Case
from andon.cases.thread_pieces import Piece
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import incidents_of_cases
from andon.kit.subject import Subject
from andon.people.access import Access

from .askers import may_ask
from .models import Ask, Question
from .reads.answers_given import answers_given
from .reads.asks_of_cases import asks_of_cases
from .reads.tallies import tallies
from .shown import waiting_shown

Shown = Mapping[Subject, Mapping[str, Any]]
MOST = 3
"""Questions on an incident's screen; the others are a click away."""


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Above everything on a case: what engineers ask about it and nobody has answered."""
    asked = _asked([subject.id for subject in subjects], access)
    waiting = {case: [ask for ask in asks if _waits(ask)] for case, asks in asked.items()}
    works = _works([case for case, asks in waiting.items() if asks], access)
    return {
        subject: {"waiting": waiting_shown(waiting[subject.id]), "may_work": subject.id in works}
        for subject in subjects
        if waiting.get(subject.id)
    }


def answers_on_case(case: Case, access: Access) -> list[Piece]:
    """In a case's thread: each question that was answered, at its answer."""
    told = [ask for ask in _asked([case.id], access).get(case.id, []) if ask.answer is not None]
    if not told:
        return []
    given, may_work = answers_given(told), case.id in _works([case.id], access)
    return [
        Piece(
            ask.answer.given_at,
            {"ask": ask, "given": given[ask.id], "case": case, "may_change": may_work and ask.question.is_open},
        )
        for ask in told
        if ask.answer is not None
    ]


def of_incident(subjects: Sequence[Subject], access: Access) -> Shown:
    """The questions of an incident with their answers, and asking one."""
    incidents = Incident.objects.in_bulk([subject.id for subject in subjects])
    asked = list(Question.objects.visible_to(access).filter(incident__in=incidents).exclude(status="withdrawn"))
    found = tallies(asked, access)
    shown = {}
    for subject in subjects:
        incident = incidents[subject.id]
        hers = [found[one.id] for one in asked if one.incident_id == incident.id]
        may = may_ask(incident, access) and incident.is_standing
        if hers or may:
            shown[subject] = {"incident": incident, "tallies": hers[:MOST], "more": hers[MOST:], "may_ask": may}
    return shown


def acts_of_message(subjects: Sequence[Subject], access: Access) -> Shown:
    """On the message of the line that asks: where its answers are."""
    ids = [subject.id for subject in subjects]
    asked = Question.objects.visible_to(access).filter(message__in=ids).select_related("incident")
    known = {question.message_id: question for question in asked}
    return {subject: {"question": known[subject.id]} for subject in subjects if subject.id in known}


def _asked(cases: Sequence[UUID], access: Access) -> Mapping[UUID, list[Ask]]:
    """One query for all places of a screen; none for cases without an incident."""
    linked = incidents_of_cases(cases, access)
    wanted = tuple(case for case in cases if linked[case])
    return access.once((asks_of_cases, wanted), lambda: asks_of_cases(wanted)) if wanted else {}


def _waits(ask: Ask) -> bool:
    return ask.answer is None and ask.passed_at is None and ask.question.is_open


def _works(cases: Sequence[UUID], access: Access) -> set[UUID]:
    if not cases or not access.has("agent", "lead"):
        return set()
    return set(Case.objects.workable_by(access).filter(id__in=cases).order_by().values_list("id", flat=True))
