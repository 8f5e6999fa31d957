"""An import begins to work, from the first line or from where it stopped; the caller holds the lock and saves."""

from andon.work.plan import cancel, plan

from .models import CsvImport


def begin_anew(found: CsvImport) -> None:
    """Nothing is counted, and nothing was refused."""
    found.offset, found.line, found.done = found.first_offset, found.first_line, 0
    found.created = found.changed = found.unchanged = found.refused = 0
    found.faults.all().delete()


def plan_chunk(found: CsvImport) -> None:
    from .due import chunk

    plan(chunk, {"of": str(found.id)}, key=chunk_key(found))


def stop_chunks(found: CsvImport) -> None:
    cancel(chunk_key(found))


def chunk_key(found: CsvImport) -> str:
    return f"imports:chunk:{found.id}"
