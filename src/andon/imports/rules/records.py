"""Lines as records of CSV (RFC 4180, any delimiter), each with its first line's number and the byte where it ends.

What is no record (a quote that is never closed, text after a closing quote, a cell without end) is refused by its first
line alone, and reading goes on with the next: one broken line does not swallow those that follow. How far such a
search goes is bounded, so that a hostile file costs time in proportion to its size.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from .lines import LONGEST, Line

MOST_LINES = 1000
"""Of one record."""
csv.field_size_limit(LONGEST)


@dataclass(frozen=True, slots=True)
class Record:
    """`cells` None: it cannot be read. `end` counts bytes from where reading began, `next_line` lines."""

    line: int
    cells: list[str] | None
    end: int
    next_line: int


class _Endless(Exception):
    pass


class _Feed:
    """Gives lines to the reader one by one, and takes back those that it should not have had."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.taken: list[Line] = []
        self._letters = 0

    def begin(self) -> None:
        self.taken, self._letters = [], 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        self._letters += len(line.text)
        if line.is_too_long or len(self.taken) > MOST_LINES or self._letters > LONGEST:
            raise _Endless
        return line.text

    def keep_the_first(self) -> None:
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def read_records(lines: Iterator[Line], delimiter: str, *, first_line: int = 1) -> Iterator[Record]:
    """Empty lines are no records."""
    feed, end, at = _Feed(lines), 0, first_line
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Endless):
            feed.keep_the_first()
            reader, cells = csv.reader(feed, delimiter=delimiter, strict=True), None
        line, at = at, at + len(feed.taken)
        end += sum(taken.size for taken in feed.taken)
        if cells is None or any(cell.strip() for cell in cells):
            yield Record(line, cells, end, at)
