from django.db import transaction

from andon.channels.facts import MailKept
from andon.channels.models import InboundMail, Mailbox
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.blobs import keep

WHY = "larger than 25 MB; only its head is here, the mail is in its mailbox"


@transaction.atomic
def keep_large_mail(head: bytes, *, mailbox: Mailbox) -> InboundMail:
    """Keep the head of a mail that is too large to take, so that somebody sees it."""
    mail = InboundMail.objects.create(
        blob=keep(head),
        received_at=clock.now(),
        envelope_to=[mailbox.address],
        mailbox=mailbox,
        state="kept",
        why=WHY,
    )
    record(MailKept(why=WHY), subject=mail.subject, by=Actor.system("channels"))
    return mail
