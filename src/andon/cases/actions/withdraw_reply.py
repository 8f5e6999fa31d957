from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import keep_time
from andon.cases.facts import ReplySent, ReplyWithdrawn
from andon.cases.models import Case
from andon.cases.moving import MOVED
from andon.cases.rules.lifecycle import WAITING_CUSTOMER
from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.conversations.actions.withdraw_message import withdraw_message
from andon.conversations.models import Message
from andon.kit import clock
from andon.kit.errors import Conflict, Missing
from andon.timeline.actor import Actor
from andon.timeline.models import RecordedFact
from andon.timeline.record import record


@transaction.atomic
def withdraw_reply(case: Case, message: Message, *, by: Actor) -> Case:
    """Take a reply back within its ten seconds: it is not sent, and the case stands as before.

    Repeating it changes nothing.
    """
    (case,) = Case.objects.locked(case, merged=True)
    if message.withdrawn_at is not None:
        return case
    sent = _sent(case, message)
    withdraw_message(message, by=by)
    if sent.delivery_key and not withdraw_delivery(sent.delivery_key):
        raise Conflict(_("It is on its way and can no longer be taken back."))
    withdrawn = ReplyWithdrawn(message=message.id)
    # Only if nothing happened since, so that nobody's later act is undone with it.
    if not case.merged_into_id and case.status == WAITING_CUSTOMER and case.last_reply_at == message.written_at:
        case.status = sent.was_status
        case.unanswered_count, case.last_reply_at = sent.was_unanswered, sent.was_replied_at
        if sent.first:
            case.first_reply_at = None
        keep_time(case, [withdrawn], now=clock.now(), reason=sent.was_due_reason)
        case.save(update_fields=[*MOVED, "unanswered_count", "last_reply_at", "first_reply_at"])
    record(withdrawn, subject=case.subject, by=by, about=case.live_about)
    return case


def _sent(case: Case, message: Message) -> ReplySent:
    facts = RecordedFact.objects.filter(
        kind="cases.ReplySent", subject_kind="case", subject_id=case.id, stored__message=str(message.id)
    )
    fact = facts.first()
    if fact is None:
        raise Missing(_("This is no reply of this case."))
    sent: ReplySent = fact.body
    return sent
