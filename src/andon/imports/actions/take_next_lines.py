from django.db import transaction

from andon.imports.chunk import Chunk, take_chunk
from andon.imports.facts import ImportChecked, ImportFinished, ImportProgressed
from andon.imports.forgetting import plan_forgetting
from andon.imports.locking import locked
from andon.imports.models import CsvImport, ImportFault
from andon.imports.models.import_fault import MOST_FAULTS
from andon.imports.rules.lifecycle import AT_WORK, CHECKED, CHECKING, FINISHED
from andon.imports.working import plan_chunk
from andon.kit import clock
from andon.timeline.record import record

from .upload_import import KEPT

RUN_LINES = 200
CHECK_LINES = 2000
"""More than in a run, so that lines that contradict each other are told beforehand, in all but long files."""
COUNTS = ("created", "changed", "unchanged", "refused")


@transaction.atomic
def take_next_lines(found: CsvImport) -> CsvImport:
    """Check or take in the next lines, and plan those after them; one transaction with where it stands then.

    Done nothing when it was paused or cancelled meanwhile.
    """
    found = locked(found)
    if found.status not in AT_WORK or found.blob_id is None:
        return found
    only_check = found.status == CHECKING
    chunk = take_chunk(found, CHECK_LINES if only_check else RUN_LINES, only_check=only_check)
    _keep_faults(found, chunk)
    found.offset, found.line, found.done = chunk.offset, chunk.line, found.done + chunk.size
    for name in COUNTS:
        setattr(found, name, getattr(found, name) + chunk.counts[name])
    if chunk.is_last:
        _end(found, only_check=only_check)
    else:
        record(ImportProgressed(done=found.done), subject=found.subject, by=found.acts_for)
        plan_chunk(found)
    found.save()
    return found


def _keep_faults(found: CsvImport, chunk: Chunk) -> None:
    left = MOST_FAULTS - found.faults.count() if chunk.faults else 0
    ImportFault.objects.bulk_create(
        ImportFault(of=found, line=fault.line, column=fault.column, reason=fault.reason)
        for fault in chunk.faults[: max(0, left)]
    )


def _end(found: CsvImport, *, only_check: bool) -> None:
    counts = {name: getattr(found, name) for name in COUNTS}
    if only_check:
        found.status, found.checked = CHECKED, counts
        record(ImportChecked(**counts), subject=found.subject, by=found.acts_for)
        return
    found.status, found.ended_at = FINISHED, clock.now()
    found.forget_at = found.ended_at + KEPT
    plan_forgetting(found)
    record(ImportFinished(**counts), subject=found.subject, by=found.acts_for)
