"""The port where the room that owns a kind of subject says what somebody may read of its thread."""

from collections.abc import Callable
from uuid import UUID

from andon.kit.subject import Subject
from andon.people.access import Access

from .models import Message
from .rules.audience import NOTHING

Reader = Callable[[Subject, Access], frozenset[str]]
_readers: dict[str, Reader] = {}
_carriers: list[Callable[[UUID, Access], frozenset[str]]] = []


def register_reader(kind: str, classes_for: Reader) -> None:
    """At start-up (`ports.py`): the classes of messages that an access may read of a subject; empty is none."""
    _readers[kind] = classes_for


def register_carrier(carried: "Callable[[UUID, Access], frozenset[str]]") -> None:
    """At start-up: the classes in which an access may read a single message, because something that she sees shows it
    beside its own thread."""
    _carriers.append(carried)


def may_read(message: Message, access: Access) -> bool:
    """By the subject of its thread, or because it is shown elsewhere."""
    if message.seen_by in classes_readable(message.thread.subject, access):
        return True
    return any(message.seen_by in carried(message.id, access) for carried in _carriers)


def classes_readable(subject: Subject, access: Access) -> frozenset[str]:
    """A kind that nobody registered is read by nobody."""
    reader = _readers.get(subject.kind)
    return reader(subject, access) if reader else NOTHING
