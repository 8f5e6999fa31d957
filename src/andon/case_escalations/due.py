"""What falls due here: that nobody accepted in time."""

from uuid import UUID

from andon.work.lanes import TELL
from andon.work.tasks import task


@task("case_escalations.note_overdue", lane=TELL)
def note_overdue(*, escalation: str) -> None:
    from .actions.note_overdue import note_overdue as noting

    noting(UUID(escalation))
