"""What was there before a model came is read in the background, newest first, a batch at a time."""

from uuid import UUID

from django.db import transaction

from andon.work.plan import plan

from .models import TextModel
from .readable import find_readable, readable_kinds
from .waiting import BATCH

KEY = "meaning.walk"
ALL = "all"


def plan_walk() -> None:
    from .due import walk

    plan(walk, {}, key=KEY)


def next_batch(model: TextModel) -> tuple[str, list[UUID]] | None:
    """A kind and its next subjects, none when it has been walked through; None when all of them have."""
    for kind in readable_kinds():
        come = model.walked.get(kind, "")
        found = find_readable(kind)
        if come != ALL and found is not None:
            return kind, list(found.ids_before(UUID(come) if come else None, BATCH))
    return None


def note_walked(model: TextModel, kind: str, ids: list[UUID]) -> None:
    """How far it has come; by then these are stored."""
    with transaction.atomic():
        held = TextModel.objects.select_for_update().filter(id=model.id, began_at=model.began_at).first()
        if held is not None:
            held.walked[kind] = str(ids[-1]) if ids else ALL
            held.save(update_fields=["walked"])
