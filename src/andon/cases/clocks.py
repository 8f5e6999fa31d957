"""The one seam to the clocks: actions say what happened to cases, and each case gets when it is due next.

The caller holds the cases and saves them; `targets` keeps what happened and works the clocks out.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from andon.targets.actions.note_happenings import Told, note_happenings
from andon.targets.rules.happenings import OPENED, STARTED, STOPPED, Happening
from andon.targets.subjects import Due

from .conditions import Conditions
from .models import Case
from .rules.due import OWED, TURN, UNPROMISED, reason_of, sooner
from .rules.happened import happened_in, turned
from .rules.lifecycle import CLOSED, OUR_TURN

Pair = tuple[Case, Sequence[Happening]]
DUE = ["due_at", "due_reason"]


def keep_time(case: Case, facts: Iterable[object], *, now: datetime, reason: str = "", ref: str = "") -> None:
    """What these facts mean for its clocks; sets when it is due, and why: `reason`, if an answer is."""
    keep_times([(case, happened_in(facts, now, ref=ref))], reason=reason)


def keep_times(pairs: Sequence[Pair], *, reason: str = "", new: bool = False) -> None:
    """The same for many cases, in a fixed number of statements; with nothing happened what is known has changed."""
    conditions = Conditions(case for case, _happened in pairs)
    told = [
        Told(subject=case.subject, happened=happened, known=conditions.known(case), is_new=new)
        for case, happened in pairs
    ]
    dues = note_happenings(told)
    for case, _happened in pairs:
        set_due(case, dues[case.subject], reason)


def open_clocks(cases: Sequence[Case], *, reason: str, now: datetime) -> None:
    """Of cases that were just made; whoever else's turn it is already, they wait."""
    happened = [(case, [Happening(now, OPENED), *_turn(case, now)]) for case in cases]
    keep_times(happened, reason=reason, new=True)


def know_again(cases: Sequence[Case]) -> None:
    """Something that policies ask about has changed; the caller saves `DUE` too."""
    keep_times([(case, []) for case in cases])


def owing(case: Case, owed: bool, now: datetime) -> list[Happening]:
    """Something became owed, or nothing is any more."""
    return [Happening(now, STARTED if owed else STOPPED, OWED)]


def set_due(case: Case, due: Due, reason: str = "") -> None:
    counts = case.status != CLOSED and not case.merged_into_id and not case.spam
    at, clock = sooner(*due, case.promised_at if counts else None)
    if at is not None:
        said = reason_of(
            clock,
            said=reason,
            before=case.due_reason,
            unanswered=case.unanswered_count,
            answered=case.first_reply_at is not None,
        )
        case.due_at, case.due_reason = at, said
    elif case.status in OUR_TURN and not case.merged_into_id and not case.spam:
        case.due_at, case.due_reason = case.status_since + UNPROMISED, reason or case.due_reason or TURN
    else:
        case.due_at, case.due_reason = None, ""


def _turn(case: Case, now: datetime) -> list[Happening]:
    return [] if case.status in OUR_TURN else [turned(case.status, now)]
