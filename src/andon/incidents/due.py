"""What falls due here: a promised update; and an audit that none is forgotten."""

from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.lanes import PAGE
from andon.work.tasks import task


@task("incidents.note_update_due", lane=PAGE)
def note_update_due(*, incident: str) -> None:
    from .actions.note_update_due import note_update_due as note

    note(UUID(incident))


@audit("incidents.promises")
def orphaned_promises() -> list[Orphan]:
    from .auditing import orphaned_promises as find

    return find()
