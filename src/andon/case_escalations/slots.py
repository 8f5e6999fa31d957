"""What this room shows on the screens of lower rooms: one call for all subjects, a few queries each."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.people.access import Access

from .models import CaseEscalation
from .reads.escalations_of import escalations_of_account, escalations_of_cases, standing_of_cases

Shown = Mapping[Subject, Mapping[str, Any]]


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Above everything on a case: what is escalated, who has it, what was said, until when."""
    found = escalations_of_cases([subject.id for subject in subjects], access)
    ids = [shown.one.id for each in found.values() for shown in each]
    answers = set(CaseEscalation.objects.answerable_by(access).filter(id__in=ids).values_list("id", flat=True))
    return {
        subject: {"escalations": found[subject.id], "answers": answers} for subject in subjects if found.get(subject.id)
    }


def acts_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Among the case's acts: its dialog. Only for who may change it, and not once it is closed."""
    running = Case.objects.workable_by(access).filter(id__in=[subject.id for subject in subjects])
    ids = set(running.exclude(status="closed").order_by().values_list("id", flat=True))
    return {subject: {} for subject in subjects if subject.id in ids}


def row_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """In a list of cases; one query."""
    found = standing_of_cases([subject.id for subject in subjects], access)
    return {subject: {"escalations": found[subject.id]} for subject in subjects if found.get(subject.id)}


def of_account(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an account: what is escalated of it and of its cases, and the act. Only for those who answer customers."""
    if not access.has("agent", "lead"):
        return {}
    return {
        subject: {"escalations": escalations_of_account(subject.id, access), "account_id": subject.id}
        for subject in subjects
    }


def of_page(subjects: Sequence[Subject], access: Access) -> Shown:
    """On a page: the escalation that it speaks for."""
    wanted = [subject.id for subject in subjects if subject.kind == "case_escalation"]
    seen = CaseEscalation.objects.visible_to(access).related().in_bulk(wanted) if wanted else {}
    return {Subject("case_escalation", id): {"one": one} for id, one in seen.items()}


def escalate_selection(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below a list of cases: escalate those that are ticked."""
    return {subject: {} for subject in subjects} if access.has("agent", "lead") else {}
