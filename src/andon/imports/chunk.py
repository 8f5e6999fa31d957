"""The next lines of a file: read, handed to their kind, and what became of each."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.models import AttributeDefinition
from andon.kit.errors import Invalid
from andon.kit.rest.batch import answer_each
from andon.people.models import Team

from .kinds.kind import How, Row
from .kinds.registry import KINDS
from .models import CsvImport
from .options import zone_of_option
from .reading import records
from .rows import Columns, read_row
from .rules.records import Record

MOST_LETTERS = 4_000_000
"""Of the lines of a chunk together, so that long cells make a chunk short."""


@dataclass(frozen=True, slots=True)
class LineFault:
    line: int
    column: str
    reason: str


@dataclass(slots=True)
class Chunk:
    """`counts`: created, changed, unchanged, refused. `offset` and `line`: where the next one begins."""

    offset: int
    line: int
    is_last: bool
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[LineFault] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(self.counts.values())


def take_chunk(found: CsvImport, most: int, *, only_check: bool) -> Chunk:
    """Take in the next lines; with `only_check` all is undone again. Where it stands now is the caller's to store."""
    taken, chunk = _next_records(found, most)
    columns = columns_of(found, only_check=only_check)
    rows: list[tuple[Record, Row]] = []
    for record in taken:
        try:
            rows.append((record, read_row(record, columns)))
        except Invalid as refused:
            _refuse(chunk, record, refused.faults, columns)
    with transaction.atomic():
        told = answer_each(
            [row for _record, row in rows], lambda some: columns.kind.put(some, columns.how, found.acts_for)
        )
        transaction.set_rollback(only_check)
    for (record, _row), one in zip(rows, told, strict=True):
        if "problem" in one:
            problem = one["problem"]
            _refuse(chunk, record, {at.field: at.message for at in problem.errors} or {"": problem.detail}, columns)
        else:
            chunk.counts[one["result"]] += 1
    chunk.faults.sort(key=lambda fault: fault.line)
    return chunk


def columns_of(found: CsvImport, *, only_check: bool = False) -> Columns:
    options = found.options
    how = How(
        month_first=options.get("month_first", False),
        zone=zone_of_option(options),
        team=Team.objects.filter(slug=options["team"]).first() if options.get("team") else None,
        source=options.get("source", ""),
        only_check=only_check,
    )
    definitions = AttributeDefinition.objects.in_bulk() if KINDS[found.kind].defined else {}
    return Columns(found.header, found.mapping, KINDS[found.kind], how, definitions)


def _next_records(found: CsvImport, most: int) -> tuple[list[Record], Chunk]:
    taken: list[Record] = []
    letters = 0
    chunk = Chunk(found.offset, found.line, is_last=True)
    for record in records(found, found.offset, found.line):
        if len(taken) >= most or letters > MOST_LETTERS:
            chunk.is_last = False
            break
        taken.append(record)
        letters += sum(len(cell) for cell in record.cells or [])
        chunk.offset, chunk.line = found.offset + record.end, record.next_line
    return taken, chunk


def _refuse(chunk: Chunk, record: Record, faults: dict[str, str], columns: Columns) -> None:
    chunk.counts["refused"] += 1
    for name, reason in faults.items():
        column = columns.called(name) if name else ""
        label = columns.label(name) if name and not column else ""
        said = _("%(field)s: %(reason)s") % {"field": label, "reason": reason} if label else reason
        chunk.faults.append(LineFault(record.line, column[:200], said[:500]))
