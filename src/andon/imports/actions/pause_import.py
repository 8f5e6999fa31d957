from django.db import transaction

from andon.imports.facts import ImportPaused
from andon.imports.locking import locked
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import PAUSED, check_move
from andon.imports.working import stop_chunks
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def pause_import(found: CsvImport, *, by: Actor) -> CsvImport:
    """Take in no further line until it is resumed; what came in stays. Pausing twice changes nothing."""
    found = locked(found)
    if found.status == PAUSED:
        return found
    check_move(found.status, PAUSED)
    found.status = PAUSED
    found.save(update_fields=["status"])
    stop_chunks(found)
    record(ImportPaused(done=found.done), subject=found.subject, by=by)
    return found
