from django.db import transaction

from andon.cases.facts_senders import SenderUnblocked
from andon.cases.models import BlockedSender
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unblock_sender(sender: BlockedSender, *, by: Actor) -> None:
    """Her mails open cases again. Repeating it changes nothing."""
    if BlockedSender.objects.filter(pk=sender.pk).delete()[0]:
        record(SenderUnblocked(), subject=Subject("blocked_sender", sender.id), by=by)
