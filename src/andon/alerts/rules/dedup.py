"""One name for one trouble: the same each time that a monitor speaks of it, and short enough to be stored."""

from collections.abc import Mapping
from hashlib import sha256

LONGEST = 255
_KEPT = 180


def dedup_key(text: str) -> str:
    """As it is; one that is too long keeps its beginning, and its digest tells it from others that begin alike."""
    return text if len(text) <= LONGEST else f"{text[:_KEPT]}…{sha256(text.encode()).hexdigest()}"


def key_of_labels(labels: Mapping[str, object]) -> str:
    """For a monitor that gives none: a digest of what it is about, in any order."""
    said = "\n".join(f"{name}={labels[name]}" for name in sorted(labels))
    return sha256(said.encode()).hexdigest()
