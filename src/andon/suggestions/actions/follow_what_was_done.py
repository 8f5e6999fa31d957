from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from andon.suggestions.deciding import note_accepted, note_undone
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import ACCEPTED, DISMISSED, LAPSED, OPEN
from andon.timeline.actor import Actor


@transaction.atomic
def follow_what_was_done(pairs: "QuerySet[Suggestion]", how: str, *, by: Actor, undone: bool = False) -> None:
    """Somebody merged, related or linked elsewhere what is suggested here, or took that back: the suggestion says so.
    Called again it changes nothing."""
    rows = pairs.select_for_update(of=("self",)).order_by("id")
    if undone:
        for row in rows.filter(state=ACCEPTED, how=how):
            note_undone(row, by)
    else:
        for row in rows.filter(state__in=(OPEN, DISMISSED, LAPSED)):
            note_accepted(row, how, by)


def of_two(one: UUID, other: UUID) -> "QuerySet[Suggestion]":
    pair = [one, other]
    return Suggestion.objects.filter(case__in=pair, target_kind="case", target_id__in=pair)


def of_target(kind: str, target: UUID, cases: Collection[UUID]) -> "QuerySet[Suggestion]":
    return Suggestion.objects.filter(case__in=cases, target_kind=kind, target_id=target)
