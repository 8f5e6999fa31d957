"""What this room shows on cases: one call for all subjects, one query each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.people.access import Access

from .composing import shown_at
from .models import Promise
from .models.promise import State
from .said import time_there

Shown = Mapping[Subject, Mapping[str, Any]]
MOST = 6


def composer(subjects: Sequence[Subject], access: Access) -> Shown:
    """What is recognised while an answer is typed comes later, by a request of its own."""
    return {subject: {"ref": str(subject.id)} for subject in subjects}


def promises_of_cases(subjects: Sequence[Subject], access: Access) -> Shown:
    """Beside a case: what waits, then what was, the newest first; with what was promised in merged ones."""
    homes = Case.objects.with_homes([subject.id for subject in subjects]).order_by().values("id")
    rows: dict[UUID, list[Promise]] = defaultdict(list)
    found = Promise.objects.filter(case__in=homes).exclude(state=State.WITHDRAWN).select_related("case", "made_by")
    for promise in found.order_by("-due_at"):
        assert promise.case is not None
        rows[promise.case.merged_into_id or promise.case.id].append(promise)
    works = _works(list(rows), access)
    return {
        subject: {"ref": str(subject.id), "rows": _lines(rows[subject.id]), "may_work": subject.id in works}
        for subject in subjects
        if rows.get(subject.id)
    }


def _lines(promises: Sequence[Promise]) -> list[dict[str, Any]]:
    waits = sorted((one for one in promises if one.waits), key=lambda one: one.due_at)
    ordered = [*waits, *(one for one in promises if not one.waits)]
    return [
        {"promise": one, "typed": shown_at(one.due_at), "there": time_there(one.due_at, ZoneInfo(one.zone))}
        for one in ordered[:MOST]
    ]


def _works(cases: Sequence[UUID], access: Access) -> set[UUID]:
    if not cases or not access.has("agent", "lead"):
        return set()
    return set(Case.objects.workable_by(access).filter(id__in=cases).order_by().values_list("id", flat=True))
