"""Bytes in pieces as lines of text, each with how many bytes it was, so that reading can begin again after any of them.

A line ends with CR LF, LF or CR. One longer than `LONGEST` is thrown away and marked; it is never whole in memory.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 2_000_000
_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """With its end; `size` in bytes of the file."""

    text: str
    size: int
    is_too_long: bool = False


def read_lines(pieces: Iterable[bytes], encoding: str) -> Iterator[Line]:
    """Raises UnicodeDecodeError for what is no text of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, lost = "", 0
    for piece, is_last in _and_the_end(pieces):
        rest += decoder.decode(piece, is_last)
        at = 0
        for found in _END.finditer(rest):
            # A CR at the very end may be the half of a CR LF.
            if found.end() == len(rest) and rest.endswith("\r") and not is_last:
                break
            yield _line(rest[at : found.end()], encoding, lost)
            at, lost = found.end(), 0
        rest = rest[at:]
        if len(rest) > LONGEST:
            rest, lost = "", lost + len(rest.encode(encoding))
    if rest or lost:
        yield _line(rest, encoding, lost)


def _line(text: str, encoding: str, lost: int) -> Line:
    size = len(text.encode(encoding)) + lost
    too_long = lost > 0 or len(text) > LONGEST
    return Line("" if too_long else text, size, is_too_long=too_long)


def _and_the_end(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for piece in pieces:
        yield piece, False
    yield b"", True
