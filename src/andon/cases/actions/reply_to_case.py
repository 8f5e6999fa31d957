from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import keep_time
from andon.cases.facts import CaseAssigned, ReplySent
from andon.cases.models import Case
from andon.cases.moving import MOVED, move_to
from andon.cases.reads.name_of import name_of
from andon.cases.rules.lifecycle import CLOSED, SOLVED, WAITING_CUSTOMER
from andon.cases.telling import Written, write_to_customer
from andon.cases.timers import stop_timers
from andon.conversations.message_in import AttachmentIn
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

UNDO = timedelta(seconds=10)


@transaction.atomic
def reply_to_case(
    case: Case, *, by: Actor, body: str, attachments: Sequence[AttachmentIn] = (), send_now: bool = False
) -> Written:
    """Answer the customer; now it is her turn. It leaves after ten seconds to undo, or at once with `send_now`.

    A case without an owner becomes the case of whoever answers. Each call sends; the API repeats by Idempotency-Key.
    """
    (case,) = Case.objects.locked(case)
    if case.status == CLOSED:
        raise Conflict(_("The case is closed. Reopen it before you answer."))
    if not body.strip():
        raise Invalid({"body": _("Write something first.")})
    now = clock.now()
    before = {
        "was_status": case.status,
        "was_due_at": case.due_at,
        "was_due_reason": case.due_reason,
        "was_unanswered": case.unanswered_count,
        "was_replied_at": case.last_reply_at,
    }
    written = write_to_customer(
        case,
        body,
        by=by,
        name=name_of(by),
        purpose="reply",
        attachments=attachments,
        undo_until=None if send_now else now + UNDO,
    )
    first = case.first_reply_at is None
    reply = ReplySent(message=written.message.id, first=first, delivery_key=written.delivery_key, **before)  # type: ignore[arg-type]
    facts: list[object] = [reply]
    if case.status == SOLVED:
        stop_timers(case)
    facts += move_to(case, WAITING_CUSTOMER, now=now)
    keep_time(case, facts, now=now, ref=str(written.message.id))
    case.first_reply_at = case.first_reply_at or now
    # The instant of the message itself, by which taking it back knows whether anything happened since.
    case.last_reply_at, case.unanswered_count, case.solved_at = written.message.written_at, 0, None
    if case.owner_id is None and by.user_id:
        case.owner_id = by.user_id
        facts.append(CaseAssigned(to_user=by.user_id, how="replied"))
    case.save(update_fields=[*MOVED, "first_reply_at", "last_reply_at", "unanswered_count", "solved_at", "owner"])
    record_all([Entry(fact, case.subject, by, case.live_about) for fact in facts])
    return written
