"""How people name a case: C-12 or its key."""

from uuid import UUID

from andon.kit.references import read_numbered


def read_reference(text: str) -> int | UUID | None:
    """The number of "C-12" or "c12", the key of a UUID, else None."""
    return read_numbered("C", text)
