from django.db import transaction

from andon.cases.clocks import keep_time
from andon.cases.facts import CaseSolved
from andon.cases.fields_of import refuse_unsolved
from andon.cases.mails import mail_text
from andon.cases.models import Case
from andon.cases.moving import MOVED, move_to
from andon.cases.reads.case_policy import case_policy
from andon.cases.reads.name_of import name_of
from andon.cases.rules.lifecycle import SOLVED
from andon.cases.telling import write_to_customer
from andon.cases.timers import start_timers
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def solve_case(case: Case, *, by: Actor, body: str = "") -> Case:
    """We think it is done, and ask the customer; without an answer it is closed after the reminders.

    Asks in her language unless a text is given. Own fields that are needed by then must be filled in. Solving a solved
    case changes nothing.
    """
    (case,) = Case.objects.locked(case)
    if case.status == SOLVED:
        return case
    refuse_unsolved(case)
    now, policy = clock.now(), case_policy()
    facts: list[object] = [*move_to(case, SOLVED, now=now), CaseSolved()]
    keep_time(case, facts, now=now)
    write_to_customer(
        case,
        body.strip() or mail_text("ask_solved", case),
        by=by,
        name=name_of(by),
        purpose="reply",
        undo_until=None,
    )
    case.solved_at, case.reminder_count, case.unanswered_count = now, 0, 0
    case.last_reply_at, case.first_reply_at = now, case.first_reply_at or now
    case.save(
        update_fields=[
            *MOVED,
            "solved_at",
            "reminder_count",
            "unanswered_count",
            "last_reply_at",
            "first_reply_at",
        ]
    )
    start_timers(case, policy=policy, now=now)
    record_all([Entry(fact, case.subject, by, case.live_about) for fact in facts])
    return case
