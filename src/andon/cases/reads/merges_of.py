"""What was merged into a case and stands, with who did it and until when it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Case, Merge
from andon.cases.reads.case_policy import case_policy
from andon.cases.reads.field_values import field_values_of
from andon.cases.rules.merging import is_undone_until
from andon.kit import clock
from andon.people.models import User
from andon.timeline.actor import Actor


@dataclass(frozen=True, slots=True)
class Merged:
    """`who` is "" for a program; `fields`: what its own fields say, by their labels."""

    merge: Merge
    case: Case
    who: str
    may_undo: bool
    fields: list[tuple[str, str]]


def merges_of(homes: Sequence[Case]) -> list[Merged]:
    """Four queries, and none for a case into which nothing was merged. `homes` as `homes_of` gives them."""
    merged = {home.id: home for home in homes[1:]}
    if not merged:
        return []
    found = list(Merge.objects.filter(case__in=merged, undone_at=None))
    actors = {merge.merged_by: Actor.parse(merge.merged_by).user_id for merge in found}
    names: dict[UUID | None, str] = {}
    names |= User.objects.filter(id__in=[id for id in actors.values() if id]).values_list("id", "name")
    values = field_values_of(list(merged.values()))
    days, now = case_policy().merge_undo_days, clock.now()
    return [
        Merged(
            merge=merge,
            case=merged[merge.case_id],
            who=names.get(actors[merge.merged_by], ""),
            fields=[*values[merge.case_id].asked, *values[merge.case_id].earlier],
            may_undo=now <= is_undone_until(merge.merged_at, days),
        )
        for merge in found
    ]
