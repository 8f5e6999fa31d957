from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportStarted
from andon.imports.locking import locked_with_file
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import CHECKED, RUNNING
from andon.imports.working import begin_anew, plan_chunk
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def start_import(found: CsvImport, *, by: Actor) -> CsvImport:
    """Take in every line that was found right, as due work in chunks. Starting twice changes nothing."""
    found = locked_with_file(found)
    if found.status == RUNNING:
        return found
    if found.status != CHECKED:
        raise Conflict(_("It is to be checked first."))
    begin_anew(found)
    found.status, found.started_by, found.started_at = RUNNING, by.key, clock.now()
    found.save()
    plan_chunk(found)
    record(ImportStarted(kind=found.kind), subject=found.subject, by=by)
    return found
