"""What falls due here: the rungs of promises; and an audit that none is forgotten."""

from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.lanes import TELL
from andon.work.tasks import task


@task("promises.note_promise_due", lane=TELL)
def note_promise_due(*, promise: str) -> None:
    from .actions.note_promise_due import note_promise_due as note

    note(UUID(promise))


@audit("promises.ladders")
def orphaned_promises() -> list[Orphan]:
    from .auditing import orphaned_promises as find

    return find()
