"""How people name a case: C-12 or its key."""

import re
from uuid import UUID

_NUMBER = re.compile(r"[Cc]-?(\d{1,9})")


def read_reference(text: str) -> int | UUID | None:
    """The number of "C-12" or "c12", the key of a UUID, else None."""
    if found := _NUMBER.fullmatch(text.strip()):
        return int(found[1])
    try:
        return UUID(text.strip())
    except ValueError:
        return None
