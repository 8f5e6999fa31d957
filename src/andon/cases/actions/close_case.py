from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import keep_time
from andon.cases.facts import CaseClosed
from andon.cases.fields_of import refuse_unsolved
from andon.cases.models import Case
from andon.cases.models.obligation import Kind, State
from andon.cases.moving import MOVED, move_to
from andon.cases.reads.homes import obligations_of
from andon.cases.rules.lifecycle import CLOSED
from andon.cases.rules.reasons import NOTE_NEEDED, SAID_HERE, VERIFIED, CloseReason
from andon.cases.timers import stop_timers
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .meet_obligations import meet_obligations
from .waive_obligations import waive_obligations

NOT_SOLVED = frozenset({CloseReason.SPAM, CloseReason.DUPLICATE})
NOT_STAFF = frozenset({"contact", "system"})
"""Neither a customer who says that it works nor a timer knows of what our own fields still miss."""


@transaction.atomic
def close_case(case: Case, *, by: Actor, reason: str, note: str = "") -> Case:
    """Close a case for a reason; a check and a duplicate are named in the note. Closing twice changes nothing.

    Own fields that are needed before it is solved must be filled in, except for spam and duplicates. What was to be
    verified with the customer is settled by it; what she is to be told stays owed. A later reply opens a follow-up
    linked both ways.
    """
    if reason not in SAID_HERE:
        raise Invalid({"reason": _("Say why: one of the listed reasons.")})
    note = clean(note, "note", 500, required=reason in NOTE_NEEDED)
    (case,) = Case.objects.locked(case)
    if case.status == CLOSED:
        return case
    if reason not in NOT_SOLVED and by.kind not in NOT_STAFF:
        refuse_unsolved(case)
    _settle(case, reason, by)
    (case,) = Case.objects.locked(case)
    now = clock.now()
    case.close_reason, case.close_note, case.closed_at = reason, note, now
    case.spam = case.spam or reason == CloseReason.SPAM
    facts: list[object] = [*move_to(case, CLOSED, now=now), CaseClosed(reason=reason)]
    keep_time(case, facts, now=now)
    case.save(update_fields=[*MOVED, "close_reason", "close_note", "closed_at", "spam"])
    stop_timers(case)
    record_all([Entry(fact, case.subject, by, case.live_about) for fact in facts])
    return case


def _settle(case: Case, reason: str, by: Actor) -> None:
    owed = list(obligations_of(case).filter(kind=Kind.VERIFY, state=State.OWED))
    if not owed:
        return
    if reason in VERIFIED:
        meet_obligations(owed, by=by)
    else:
        waive_obligations(owed, why=str(CloseReason(reason).label), by=by)
