from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.console.facts import ParkedWorkTriedAgain
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.parked import try_parked_again

PARKED = Subject("parked_work", UUID(int=0))


@transaction.atomic
def try_parked_work_again(ids: Collection[int], *, by: Actor) -> int:
    """Make parked work due now, with all its tries back; returns how many. What runs again already is left out."""
    rows = try_parked_again(ids)
    if rows:
        tasks = sorted({row.task for row in rows})
        record(ParkedWorkTriedAgain(count=len(rows), tasks=tasks), subject=PARKED, by=by)
    return len(rows)
