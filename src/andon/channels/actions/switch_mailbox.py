from django.db import transaction

from andon.channels.facts import MailboxSwitched
from andon.channels.models import Mailbox
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def switch_mailbox(mailbox: Mailbox, *, on: bool, by: Actor) -> Mailbox:
    """Off: it takes no mail, and nothing leaves from it. Switching it twice changes nothing."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    if mailbox.enabled != on:
        mailbox.enabled = on
        mailbox.save(update_fields=["enabled"])
        record(MailboxSwitched(on=on), subject=mailbox.subject, by=by)
    return mailbox
