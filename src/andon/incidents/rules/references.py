"""How people name an incident: I-3 or its key."""

from uuid import UUID

from andon.kit.references import read_numbered


def read_reference(text: str) -> int | UUID | None:
    """The number of "I-3" or "i3", the key of a UUID, else None."""
    return read_numbered("I", text)
