"""How people name an incident: I-3 or its key."""

import re
from uuid import UUID

_NUMBER = re.compile(r"[Ii]-?(\d{1,9})")


def read_reference(text: str) -> int | UUID | None:
    """The number of "I-3" or "i3", the key of a UUID, else None."""
    if found := _NUMBER.fullmatch(text.strip()):
        return int(found[1])
    try:
        return UUID(text.strip())
    except ValueError:
        return None
