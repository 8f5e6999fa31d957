"""What this room shows beside a case and at an account: one call for all subjects, a few queries each."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.people.access import Access

from .reads.gestures_of import gestures_of_account, gestures_of_cases
from .reads.given_to import given_to

Shown = Mapping[Subject, Mapping[str, Any]]


def of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Only for those who answer customers."""
    if not access.has("agent", "lead"):
        return {}
    cases = Case.objects.in_bulk([subject.id for subject in subjects])
    works = set(Case.objects.workable_by(access).filter(id__in=cases).values_list("id", flat=True))
    shown = gestures_of_cases(cases)
    totals = given_to({case.account_id for case in cases.values() if case.account_id})
    return {
        Subject("case", id): {
            "case": case,
            "gestures": shown.get(id, []),
            "totals": totals.get(case.account_id, []) if case.account_id else [],
            "may_work": id in works,
        }
        for id, case in cases.items()
        if id in works or shown.get(id)
    }


def of_account(subjects: Sequence[Subject], access: Access) -> Shown:
    if not access.has("agent", "lead"):
        return {}
    totals = given_to(subject.id for subject in subjects)
    shown = {subject: gestures_of_account(subject.id, access) for subject in subjects}
    return {
        subject: {"gestures": shown[subject], "totals": totals.get(subject.id, []), "account_id": subject.id}
        for subject in subjects
        if shown[subject] or totals.get(subject.id)
    }
