"""What happened to subjects so far, and the clocks that they have."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from andon.kit.subject import Subject

from .models import Clock, KeptHappening
from .rules.happenings import Happening


def past_of(ids: Sequence[UUID]) -> tuple[dict[Subject, list[Happening]], dict[Subject, list[Clock]]]:
    """By subject, in order; the clocks are held until the transaction ends. Two queries."""
    past: dict[Subject, list[Happening]] = defaultdict(list)
    clocks: dict[Subject, list[Clock]] = defaultdict(list)
    if ids:
        for row in KeptHappening.objects.filter(subject_id__in=ids).order_by("at", "id"):
            past[Subject(row.subject_kind, row.subject_id)].append(row.happening)
        for kept in Clock.objects.select_for_update().filter(subject_id__in=ids).order_by("id"):
            clocks[kept.subject].append(kept)
    return past, clocks
