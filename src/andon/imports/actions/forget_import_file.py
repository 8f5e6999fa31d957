from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportFileForgotten
from andon.imports.locking import locked
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import AT_WORK, CANCELLED, ENDED
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.blobs import forget

ASKED, AGE, ERASURE = "asked", "age", "erasure"


@transaction.atomic
def forget_import_file(found: CsvImport, *, by: Actor, why: str = ASKED) -> CsvImport:
    """Delete the file, and the list of what was refused; the counts stay. What had not ended is cancelled by it.

    Refused while it is at work. Forgetting twice changes nothing.
    """
    found = locked(found)
    if found.blob_id is None:
        return found
    if found.status in AT_WORK:
        raise Conflict(_("It is at work; pause or cancel it first."))
    sha256, found.blob = found.blob_id, None
    if found.status not in ENDED:
        found.status, found.ended_at = CANCELLED, clock.now()
    found.save(update_fields=["blob", "status", "ended_at"])
    found.faults.all().delete()
    forget([sha256])
    record(ImportFileForgotten(why=why), subject=found.subject, by=by)
    return found
