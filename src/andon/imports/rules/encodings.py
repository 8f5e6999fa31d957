"""In which encoding a spreadsheet was saved: by its mark; else UTF-16 if every other byte is zero; else UTF-8 if all of
it is UTF-8; else Windows' Western one, and Latin-1 where even that does not fit. A person may know better."""

import codecs
from collections.abc import Iterable

UTF_8, UTF_16_LE, UTF_16_BE, CP1252, LATIN_1 = "utf-8", "utf-16-le", "utf-16-be", "cp1252", "latin-1"
ENCODINGS = {
    UTF_8: "UTF-8",
    UTF_16_LE: "UTF-16",
    UTF_16_BE: "UTF-16, big endian",
    CP1252: "Windows-1252",
    LATIN_1: "Latin-1",
}
_MARKS = {UTF_8: codecs.BOM_UTF8, UTF_16_LE: codecs.BOM_UTF16_LE, UTF_16_BE: codecs.BOM_UTF16_BE}
_LOOK = 4096
_PIECE = 256 * 1024


def mark_length(head: bytes, encoding: str) -> int:
    """How many bytes at the beginning say the encoding and are no text."""
    mark = _MARKS.get(encoding, b"")
    return len(mark) if mark and head.startswith(mark) else 0


def guess_encoding(content: bytes) -> str:
    """One of ENCODINGS; the content can be decoded with it."""
    for encoding, mark in _MARKS.items():
        if content.startswith(mark) and fits(content, encoding):
            return encoding
    look = content[:_LOOK]
    even, odd = look[::2].count(0), look[1::2].count(0)
    half = len(look) // 2
    for encoding, zeros, others in ((UTF_16_LE, odd, even), (UTF_16_BE, even, odd)):
        if half and zeros > half * 0.6 and others < half * 0.1 and fits(content, encoding):
            return encoding
    return next(encoding for encoding in (UTF_8, CP1252, LATIN_1) if fits(content, encoding))


def fits(content: bytes, encoding: str) -> bool:
    return decodes((content[at : at + _PIECE] for at in range(0, len(content), _PIECE)), encoding)


def decodes(pieces: Iterable[bytes], encoding: str) -> bool:
    """Whether all of it is text of this encoding; never more than a piece in memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
