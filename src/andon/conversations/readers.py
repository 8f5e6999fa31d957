"""The port where the room that owns a kind of subject says what somebody may read of its thread."""

from collections.abc import Callable

from andon.kit.subject import Subject
from andon.people.access import Access

from .rules.audience import NOTHING

Reader = Callable[[Subject, Access], frozenset[str]]
_readers: dict[str, Reader] = {}


def register_reader(kind: str, classes_for: Reader) -> None:
    """At start-up (`ports.py`): the classes of messages that an access may read of a subject; empty is none."""
    _readers[kind] = classes_for


def classes_readable(subject: Subject, access: Access) -> frozenset[str]:
    """A kind that nobody registered is read by nobody."""
    reader = _readers.get(subject.kind)
    return reader(subject, access) if reader else NOTHING
