"""How people name what has a number: C-12, c12, or its key."""

import re
from functools import cache
from uuid import UUID


def read_numbered(letter: str, text: str) -> int | UUID | None:
    """The number behind the letter, the key of a UUID, else None."""
    if found := _numbered(letter).fullmatch(text.strip()):
        return int(found[1])
    try:
        return UUID(text.strip())
    except ValueError:
        return None


@cache
def _numbered(letter: str) -> re.Pattern[str]:
    return re.compile(rf"{letter}-?(\d{{1,9}})", re.IGNORECASE)
