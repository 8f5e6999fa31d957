"""Suggestions as rows: what is found again is renewed, what was decided stays, what is found no more lapses."""

from collections.abc import Sequence
from uuid import UUID

from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .facts import SuggestionsMade
from .judging import Found
from .models import Suggestion
from .rules.kinds import LAPSED, OPEN
from .rules.ordered import later_first

READS = Actor.system("suggestions")


def keep(case: UUID, found: Sequence[Found], known: Sequence[Suggestion]) -> int:
    """`known`: all rows that this look was about, locked. How many are new; one fact when any is, or went."""
    rows = {(row.case_id, row.target_kind, row.target_id): row for row in known}
    wanted = {_key(one): one for one in found}
    new = [_row(key, one) for key, one in wanted.items() if key not in rows]
    Suggestion.objects.bulk_create(new, ignore_conflicts=True)
    changed = [row for key, row in rows.items() if _renewed(row, wanted.get(key))]
    Suggestion.objects.bulk_update(changed, ["kind", "score", "reasons", "state", "made_at"])
    if new or changed:
        about = {Subject("case", key[0]) for key in wanted} | {Subject(key[1], key[2]) for key in wanted}
        record(SuggestionsMade(count=len(new)), subject=Subject("case", case), by=READS, about=sorted(about, key=str))
    return len(new)


def _key(one: Found) -> tuple[UUID, str, UUID]:
    if one.target_kind != "case":
        return one.case, one.target_kind, one.target
    later, earlier = later_first(one.case, one.target)
    return later, "case", earlier


def _row(key: tuple[UUID, str, UUID], one: Found) -> Suggestion:
    case, kind, target = key
    return Suggestion(
        kind=one.kind,
        case_id=case,
        target_kind=kind,
        target_id=target,
        score=one.score,
        reasons=one.reasons,
        made_at=clock.now(),
    )


def _renewed(row: Suggestion, one: Found | None) -> bool:
    """Whether the row is another now. What somebody decided is never touched."""
    if row.state not in (OPEN, LAPSED):
        return False
    was = (row.kind, row.score, row.reasons, row.state)
    if one is None:
        row.state = LAPSED
    else:
        if row.state == LAPSED:
            row.made_at = clock.now()
        row.kind, row.score, row.reasons, row.state = one.kind, one.score, one.reasons, OPEN
    return was != (row.kind, row.score, row.reasons, row.state)
