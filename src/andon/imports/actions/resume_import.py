from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportResumed
from andon.imports.locking import locked_with_file
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import PAUSED, RUNNING
from andon.imports.working import plan_chunk
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def resume_import(found: CsvImport, *, by: Actor) -> CsvImport:
    """Go on where it was paused. Resuming twice changes nothing."""
    found = locked_with_file(found)
    if found.status == RUNNING:
        return found
    if found.status != PAUSED:
        raise Conflict(_("It is not paused."))
    found.status = RUNNING
    found.save(update_fields=["status"])
    plan_chunk(found)
    record(ImportResumed(done=found.done), subject=found.subject, by=by)
    return found
