from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.bulk_progress import begin
from andon.cases.models import BulkRun
from andon.kit import clock
from andon.kit.errors import Conflict


@transaction.atomic
def undo_bulk(run: BulkRun) -> BulkRun:
    """Take back what a run did, case by case, where nothing happened since. Repeating it changes nothing."""
    if run.state in ("undoing", "undone"):
        return run
    if not run.can_be_undone(clock.now()):
        raise Conflict(_("This can no longer be taken back."))
    return begin(run, "done", "undoing")
