"""What facts of a case mean for its clocks: our answer first, then whose turn it is, then what she asked."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from andon.cases.facts import (
    CaseReopened,
    CaseSolved,
    CaseStatusChanged,
    CustomerWrote,
    NoteWritten,
    ReplySent,
    ReplyWithdrawn,
)
from andon.targets.rules.happenings import (
    ANSWERED,
    ASKED,
    NOTED,
    OVER,
    PAUSED,
    RUNNING,
    UNDONE,
    Happening,
)

from .lifecycle import OUR_TURN, WAITING

_ORDER = (UNDONE, ANSWERED, NOTED, RUNNING, PAUSED, OVER, ASKED)


def happened_in(facts: Iterable[object], at: datetime, *, ref: str = "") -> list[Happening]:
    """`ref`: by which all of them can be undone together."""
    found = [one for fact in facts for one in _of(fact, at, ref)]
    return sorted(found, key=lambda one: _ORDER.index(one.what))


def turned(status: str, at: datetime, ref: str = "") -> Happening:
    """Whose turn it is from now on."""
    if status in OUR_TURN:
        return Happening(at, RUNNING, "", ref)
    return Happening(at, PAUSED if status in WAITING else OVER, status, ref)


def _of(fact: object, at: datetime, ref: str) -> Iterator[Happening]:
    match fact:
        case ReplySent(message=message):
            yield Happening(at, ANSWERED, "", ref or str(message))
        case CaseSolved():
            yield Happening(at, ANSWERED, "", ref)
        case CaseStatusChanged(new=new):
            yield turned(new, at, ref)
        case CustomerWrote(automatic=False) | CaseReopened():
            yield Happening(at, ASKED, "", ref)
        case NoteWritten():
            yield Happening(at, NOTED, "", ref)
        case ReplyWithdrawn(message=message):
            yield Happening(at, UNDONE, "", str(message))
