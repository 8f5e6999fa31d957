"""Lines of a CSV file, with their numbers."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from .bad_file import BadFile


@contextmanager
def opened(file: Path) -> Iterator[TextIO]:
    """Faults of the file are said in words."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except OSError as why:
        raise BadFile(file, why.strerror or str(why)) from why
    except UnicodeDecodeError as why:
        raise BadFile(file, f"this is no UTF-8 (byte {why.object[why.start]:#04x})") from why


def csv_lines(file: Path, stream: TextIO) -> Iterator[tuple[int, list[str]]]:
    """The number of the line where each row ends, and its fields; empty lines are passed over."""
    reader = csv.reader(stream, strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as why:
        raise BadFile(file, str(why), reader.line_num) from why


def header_of(file: Path, lines: Iterator[tuple[int, list[str]]]) -> list[str]:
    _line, names = next(lines, (0, []))
    names = [name.strip() for name in names]
    if not names:
        raise BadFile(file, "it is empty: the first line must name the columns")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadFile(file, "there are two columns of this name", 1, twice)
    return names
