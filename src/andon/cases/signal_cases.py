"""A signal's case on its screens, as far as the reader sees it, and the way to open one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.kit.subject import Subject
from andon.people.access import Access
from andon.signals.models import Signal
from andon.signals.rules.lifecycle import NEW
from andon.ui.slots import fill_slot

from .models import Case
from .reads.homes import survivors_of
from .reads.why_first import turn_of


def signal_cases(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """What became of each; three queries for any number. A case that she may not see is only said to be one."""
    ids = [subject.id for subject in subjects]
    taken = Signal.objects.filter(id__in=ids, became_kind="case").values_list("id", "became_id")
    became: dict[UUID, UUID] = {signal: case for signal, case in taken if case}
    if not became:
        return {}
    through = survivors_of(became.values())
    cases = Case.objects.visible_to(access).select_related("contact", "owner", "team")
    seen = cases.in_bulk(set(through.values()))
    return {Subject("signal", signal): _said(seen.get(through.get(case))) for signal, case in became.items()}


def openable(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """Those that nothing was made of yet."""
    if not access.has("agent", "lead"):
        return {}
    new = Signal.objects.filter(id__in=[subject.id for subject in subjects], status=NEW).values_list("id", flat=True)
    return {Subject("signal", id): {"id": id} for id in new}


def _said(case: Case | None) -> dict[str, Any]:
    if case is None:
        return {"case": None}
    state, words = turn_of(case)
    return {"case": case, "state": state, "words": words}


fill_slot("signal.row", signal_cases, "cases/_signal_row.html")
fill_slot("signal.section", signal_cases, "cases/_signal_case.html")
fill_slot("signal.actions", openable, "cases/_signal_acts.html")
