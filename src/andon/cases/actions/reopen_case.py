from django.db import transaction

from andon.cases.clocks import keep_time
from andon.cases.facts import CaseReopened
from andon.cases.models import Case
from andon.cases.moving import MOVED, move_to
from andon.cases.reads.name_of import name_of
from andon.cases.rules import due
from andon.cases.rules.lifecycle import CLOSED, OPEN, SOLVED
from andon.cases.timers import stop_timers
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def reopen_case(case: Case, *, by: Actor, reason: str) -> Case:
    """It is not done after all; the reason stands in the thread for agents. A running case stays as it is."""
    reason = clean(reason, "reason", 500, required=True)
    (case,) = Case.objects.locked(case)
    if case.status not in (SOLVED, CLOSED):
        return case
    now, was = clock.now(), case.status
    case.reopen_count += 1
    facts: list[object] = [CaseReopened(why="not_solved", count=case.reopen_count, was=was)]
    facts += move_to(case, OPEN, now=now)
    case.solved_at = case.closed_at = None
    case.close_reason, case.close_note, case.spam = "", "", False
    keep_time(case, facts, now=now, reason=due.REOPENED)
    case.save(update_fields=[*MOVED, "reopen_count", "solved_at", "closed_at", "close_reason", "close_note", "spam"])
    stop_timers(case)
    said = MessageIn(
        subject=case.subject,
        seen_by="agents",
        body=reason,
        author_name=name_of(by),
        channel="console",
        about=case.live_about,
    )
    write_messages([said], by=by)
    record_all([Entry(fact, case.subject, by, case.live_about) for fact in facts])
    return case
