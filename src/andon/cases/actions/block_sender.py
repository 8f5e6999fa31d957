from django.db import transaction

from andon.cases.facts_senders import SenderBlocked
from andon.cases.models import BlockedSender
from andon.customers.rules.points import normalise
from andon.kit import clock
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def block_sender(address: str, *, by: Actor, why: str = "") -> BlockedSender:
    """Mails from this address open no case from now on; they are kept and counted. Blocking twice changes nothing."""
    address = normalise("email", address)
    sender, made = BlockedSender.objects.get_or_create(
        address=address, defaults={"why": clean(why, "why", 300), "blocked_by": by.key, "blocked_at": clock.now()}
    )
    if made:
        record(SenderBlocked(), subject=Subject("blocked_sender", sender.id), by=by)
    return sender
