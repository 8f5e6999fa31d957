"""The port for kinds of notices: each room says what it tells people, how urgent that usually is, and whether a notice
is still wanted when its message is about to go out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from andon.work.lanes import TELL

from .models import Choice, Notice


def _wanted(notice: Notice) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """`key`: the room and a name, such as cases.assigned. `usual`: how it is told to who chose nothing.

    `still_wanted` is asked just before each message goes out, in its transaction. Who has read a notice or looks at
    its subject gets no message; not so where it `insists`: that is taken back by `still_wanted` alone, nobody chooses
    about it, and it goes on to no stand-in. `hers_alone`: no stand-in is told what is about her own time. `purpose`: of
    its messages in the ledger.
    """

    key: str
    name: Promise | str
    about: Promise | str = ""
    usual: str = Choice.LOW
    still_wanted: Callable[[Notice], bool] = _wanted
    insists: bool = False
    hers_alone: bool = False
    purpose: str = "notice"
    lane: str = TELL


_kinds: dict[str, NoticeKind] = {}


def register_kind(kind: NoticeKind) -> NoticeKind:
    """At start-up (`ports.py`)."""
    _kinds[kind.key] = kind
    return kind


def find_kind(key: str) -> NoticeKind | None:
    """None for one whose room is no longer there."""
    return _kinds.get(key)


def kinds_to_choose() -> list[NoticeKind]:
    return sorted((kind for kind in _kinds.values() if not kind.insists), key=lambda kind: kind.key)
