from django.db import transaction

from andon.imports.facts import ImportCancelled
from andon.imports.forgetting import plan_forgetting
from andon.imports.locking import locked
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import CANCELLED, check_move
from andon.imports.working import stop_chunks
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .upload_import import KEPT


@transaction.atomic
def cancel_import(found: CsvImport, *, by: Actor) -> CsvImport:
    """Take in no further line, ever; what came in stays, and is counted. Cancelling twice changes nothing."""
    found = locked(found)
    if found.status == CANCELLED:
        return found
    check_move(found.status, CANCELLED)
    found.status, found.ended_at = CANCELLED, clock.now()
    found.forget_at = found.ended_at + KEPT
    found.save(update_fields=["status", "ended_at", "forget_at"])
    stop_chunks(found)
    plan_forgetting(found)
    record(ImportCancelled(done=found.done), subject=found.subject, by=by)
    return found
