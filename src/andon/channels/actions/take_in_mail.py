from uuid import UUID

from django.conf import settings
from django.db import transaction

from andon.channels.email.parse import parse_mail
from andon.channels.email.parsed import ParsedMail
from andon.channels.facts import MailKept, MailTaken
from andon.channels.inbound import offer
from andon.channels.models import InboundMail
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .note_bounce import note_bounce


@transaction.atomic
def take_in_mail(id: UUID) -> InboundMail:
    """Parse a stored mail and give it to the room it is for; what nobody takes is kept with the reason.

    A mail that was taken is not taken again.
    """
    inbound = InboundMail.objects.select_for_update().select_related("blob").get(id=id)
    if inbound.state == "taken":
        return inbound
    mail = parse_mail(bytes(inbound.blob.content), trusted_server=settings.MAIL_TRUSTED_AUTHSERV)
    inbound.sender, inbound.headline = mail.from_address, mail.subject
    inbound.why = _take(mail, inbound)
    inbound.state = "kept" if inbound.why else "taken"
    inbound.save()
    fact = MailKept(why=inbound.why) if inbound.why else MailTaken()
    record(fact, subject=inbound.subject, by=Actor.system("channels"))
    return inbound


def _take(mail: ParsedMail, inbound: InboundMail) -> str:
    if mail.bounced_message_id:
        known = note_bounce(mail.bounced_message_id, why=mail.bounce_reason)
        return "" if known else "a delivery report about a message that is not ours"
    if not mail.from_address:
        return "it names no sender"
    return offer(mail, inbound)
