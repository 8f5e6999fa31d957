from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from andon.kit import clock
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.targets.in_force import in_force
from andon.targets.keeping import store
from andon.targets.models import KeptHappening
from andon.targets.past import past_of
from andon.targets.rules.happenings import Happening
from andon.targets.subjects import Due, Known
from andon.targets.working_out import work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened to one subject (nothing: only what is known changed). `is_new`: nothing happened to it before."""

    subject: Subject
    happened: Sequence[Happening]
    known: Known
    is_new: bool = False


@transaction.atomic
def note_happenings(items: Sequence[Told]) -> dict[Subject, Due]:
    """Keep what happened and work the clocks out, in a fixed number of statements; when each subject is due next.

    The caller holds the subjects' locks. Called again it notes again; a `ref` makes a thing undoable, not unique.
    """
    if not items:
        return {}
    insert_rows([_row(item.subject, one) for item in items for one in item.happened])
    past, clocks = past_of([item.subject.id for item in items if not item.is_new])
    force, now = in_force(), clock.now()
    found = {
        item.subject: work_out(
            item.subject,
            [*item.happened] if item.is_new else past[item.subject],
            item.known,
            clocks[item.subject],
            force,
            now,
        )
        for item in items
    }
    store(list(found.values()))
    return {subject: worked.due for subject, worked in found.items()}


def _row(subject: Subject, one: Happening) -> KeptHappening:
    return KeptHappening(
        subject_kind=subject.kind, subject_id=subject.id, at=one.at, what=one.what, why=one.why, ref=one.ref
    )
