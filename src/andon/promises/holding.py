"""The parts that all moves share: rows held for a change, and cases that are due by what was promised.

Held in one order: cases, then promises.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from andon.cases.actions.note_promised import note_promised
from andon.cases.holding import held
from andon.cases.models import Case
from andon.kit.subject import Subject

from .models import Promise


def hold_cases(ids: Collection[UUID]) -> dict[object, Case]:
    """These and their survivors."""
    return held(*(Case(pk=id) for id in ids))


def held_promise(promise: Promise) -> tuple[Promise, dict[object, Case]]:
    """As it is now, with the case it stands in and its survivor."""
    rows = hold_cases([promise.case_id]) if promise.case_id else {}
    return Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk), rows


def settle(rows: dict[object, Case]) -> None:
    """Of held cases: due by the earliest that is promised in them and in what was merged into them. Two statements
    when nothing changes."""
    homes = Case.objects.with_homes([row.id for row in rows.values()]).order_by().values("id")
    waiting = Promise.objects.unanswered().filter(case__in=homes).order_by("-due_at")
    found: dict[UUID, datetime] = {
        into or case: due for case, into, due in waiting.values_list("case_id", "case__merged_into_id", "due_at")
    }
    note_promised(rows, found)


def about(rows: dict[object, Case], but: UUID | None) -> list[Subject]:
    """What shows it: the case through which it is read, and whoever looks at its lists."""
    cases: Iterable[Case] = rows.values()
    shown = [one for case in cases for one in ([case.subject] if case.id != but else []) + case.live_about]
    return list(dict.fromkeys(shown))
