"""Whom an open question asks: each linked case that is not over, once, through its survivor.

An answer is never thrown away by a merge: of the cases that became one, an answered one speaks for all. Of what was
not answered one stays asked. What is unlinked counts no longer; linked again, its answer stands again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

MERGED, UNLINKED, OVER = "merged", "unlinked", "over"


@dataclass(frozen=True, slots=True)
class Known:
    """An ask as it stands: of which case, through which it is read, whether it was answered, whether it counts."""

    id: UUID
    case: UUID
    through: UUID
    answered: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """`ask`: cases to ask. `revive`: asks that count again. `withdraw`: asks that count no longer, and why."""

    ask: list[UUID]
    revive: list[UUID]
    withdraw: dict[UUID, str]


def changes(known: Iterable[Known], linked: Collection[UUID], running: Collection[UUID], *, is_open: bool) -> Changes:
    """`linked`: the survivors of the linked cases, `running` those of them that are not over."""
    of: dict[UUID, list[Known]] = defaultdict(list)
    for one in known:
        of[one.through].append(one)
    revive = [one.id for case in linked for one in of.get(case, []) if one.answered and not one.counts]
    answered = {case for case in linked if any(one.answered for one in of.get(case, []))}
    withdraw: dict[UUID, str] = {}
    stands: set[UUID] = set()
    for case, asks in of.items():
        withdraw |= _withdrawn(case, asks, case in linked, case in running, case in answered)
        if any(one.counts and one.id not in withdraw for one in asks):
            stands.add(case)
    wanted = [case for case in running if case not in stands and case not in answered]
    return Changes(wanted if is_open else [], revive, withdraw)


def _withdrawn(case: UUID, asks: list[Known], linked: bool, running: bool, answered: bool) -> Mapping[UUID, str]:
    counting = [one for one in asks if one.counts]
    if not linked:
        return {one.id: UNLINKED for one in counting}
    waiting = [one for one in counting if not one.answered]
    if not running:
        return {one.id: OVER for one in waiting}
    # The one at the survivor stays, else the oldest.
    kept = [] if answered else sorted(waiting, key=lambda one: (one.case != case, one.id))[:1]
    return {one.id: MERGED for one in waiting if one not in kept}
