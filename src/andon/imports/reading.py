"""The kept file, read in pieces from where reading stopped."""

from collections.abc import Iterator
from itertools import islice

from django.db import connection

from andon.kit.text import scrub

from .models import CsvImport
from .rules.encodings import mark_length
from .rules.lines import read_lines
from .rules.records import Record, read_records

PIECE = 256 * 1024


def pieces(sha256: str, offset: int = 0) -> Iterator[bytes]:
    """The bytes of a blob from here on, never more than a piece at once."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT substring(content FROM %s FOR %s) FROM work_blob WHERE sha256 = %s", [offset + 1, PIECE, sha256]
            )
            row = cursor.fetchone()
        piece = bytes(row[0]) if row else b""
        if piece:
            yield piece
        if len(piece) < PIECE:
            return
        offset += PIECE


def records(found: CsvImport, offset: int, line: int) -> Iterator[Record]:
    """From a byte at which a record begins; their `end` counts from there."""
    assert found.blob_id is not None
    lines = read_lines(pieces(found.blob_id, offset), found.encoding)
    return read_records(lines, found.delimiter, first_line=line)


def read_header(found: CsvImport) -> None:
    """Set the names of the columns, and where the first record after them begins."""
    assert found.blob_id is not None
    start = mark_length(next(pieces(found.blob_id), b"")[:4], found.encoding)
    head = next(records(found, start, 1), None)
    found.header = [scrub(" ".join(cell.split()))[:200] for cell in head.cells or []] if head else []
    found.first_offset, found.first_line = (start + head.end, head.next_line) if head else (start, 1)


def first_rows(found: CsvImport, count: int) -> list[Record]:
    """The first records after the names of the columns."""
    if found.blob_id is None:
        return []
    return list(islice(records(found, found.first_offset, found.first_line), count))
