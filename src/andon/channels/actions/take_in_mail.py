from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.answers import is_answered_from, take_mail_answer
from andon.channels.due import check_proof
from andon.channels.email.bounce import Report
from andon.channels.email.parse import parse_mail
from andon.channels.email.parsed import ParsedMail
from andon.channels.email.proof import is_signed, proof_of
from andon.channels.email.tokens import read_answer_address, read_return_path
from andon.channels.facts import MailKept, MailTaken
from andon.channels.inbound import offer
from andon.channels.models import Delivery, InboundMail
from andon.channels.models.mailbox import Kind
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.lanes import PAGE
from andon.work.plan import plan

from .deliver import DeliveryIn, deliver
from .note_bounce import note_bounce


@transaction.atomic
def take_in_mail(id: UUID) -> InboundMail:
    """Parse a stored mail and give it to the room it is for; what nobody takes is kept with the reason.

    A mail that was taken is not taken again. One whose signatures nobody has looked at is looked at first.
    """
    found = InboundMail.objects.select_for_update(of=("self",)).select_related("blob", "mailbox")
    inbound = found.get(id=id)
    if inbound.state == "taken":
        return inbound
    raw, delivery = bytes(inbound.blob.content), reported_delivery(inbound.envelope_to)
    mail = parse_mail(
        raw,
        trusted_server=_trusted_server(inbound),
        proof=proof_of(inbound.proof),
        at_return_path=delivery is not None,
    )
    if inbound.proof is None and mail.proof.checked == "nobody" and settings.MAIL_CHECK_DKIM and is_signed(raw):
        plan(check_proof, {"mail": str(id)}, key=f"proof:{id}")
        return inbound
    inbound.sender, inbound.headline, inbound.proof = mail.from_address, mail.subject, mail.proof.stored()
    inbound.why = _take(mail, inbound, delivery)
    inbound.state = "kept" if inbound.why else "taken"
    inbound.save()
    fact = MailKept(why=inbound.why) if inbound.why else MailTaken()
    record(fact, subject=inbound.subject, by=Actor.system("channels"))
    return inbound


def _trusted_server(inbound: InboundMail) -> str:
    """Only what comes by our own door has passed the server that was named: elsewhere its results may be forged."""
    own_door = inbound.mailbox is None or inbound.mailbox.kind == Kind.LISTENER
    return settings.MAIL_TRUSTED_AUTHSERV if own_door else ""


def reported_delivery(addresses: list[str]) -> Delivery | None:
    """The delivery whose return path one of these is."""
    ids = [id for address in addresses if (id := read_return_path(address))]
    return Delivery.objects.filter(id__in=ids).first() if ids else None


def _take(mail: ParsedMail, inbound: InboundMail, delivery: Delivery | None) -> str:
    if mail.report is not None:
        about = delivery or _by_message_id(mail.report)
        if about is not None:
            _note(mail.report, about, at_return_path=delivery is not None)
            return ""
        if mail.report.final and mail.report.message_id:
            return "a delivery report about a message that is not ours"
    if not mail.from_address:
        return "it names no sender"
    if (asked := _asked_delivery(inbound.envelope_to)) is not None:
        return _answered(asked, mail)
    return offer(mail, inbound)


def _asked_delivery(addresses: list[str]) -> Delivery | None:
    ids = [id for address in addresses if (id := read_answer_address(address))]
    return Delivery.objects.filter(id__in=ids).first() if ids else None


def _answered(asked: Delivery, mail: ParsedMail) -> str:
    """Whoever was asked answers, from an address of hers that nothing disproves; nobody else, and no machine."""
    if mail.automatic:
        return "an automatic answer to what was asked"
    if not is_answered_from(asked, mail.from_address):
        return "an answer from an address that is not theirs who were asked"
    why = _doubt(mail) or take_mail_answer(asked, mail.reply)
    if why:
        deliver([_told_why(asked, mail, why)])
    return ""


def _doubt(mail: ParsedMail) -> str:
    """Where a server is trusted to prove senders, only a proved one counts; elsewhere one that is not disproved."""
    wanted = bool(settings.MAIL_TRUSTED_AUTHSERV)
    if mail.proof.is_disproved or (wanted and not mail.proof.is_proved):
        return _("Nothing was changed: nothing proves that this mail is yours. Use the link, or sign in.")
    return ""


def _told_why(asked: Delivery, mail: ParsedMail, why: str) -> DeliveryIn:
    return DeliveryIn(
        key=f"answer:{asked.id}:{mail.message_id}"[:400],
        purpose="answer",
        subject=asked.subject,
        recipient=asked.recipient,
        recipient_name=asked.recipient_name,
        sender_name=asked.sender_name,
        address=mail.from_address,
        headline=f"Re: {asked.headline}"[:300],
        text=why,
        in_reply_to=mail.message_id,
        automatic=True,
        mailbox=asked.mailbox,
        lane=PAGE,
    )


def _by_message_id(report: Report) -> Delivery | None:
    return Delivery.objects.filter(message_id=report.message_id).first() if report.message_id else None


def _note(report: Report, delivery: Delivery, *, at_return_path: bool) -> None:
    """What is only late changes nothing yet: its server tries on, or will say so.

    Whoever knows a Message-ID can write a report; it is owed again, but no address is stopped by it.
    """
    if not report.final:
        return
    if at_return_path:
        note_bounce(delivery, why=report.reason, status=report.status, failed=report.failed, complaint=report.complaint)
    elif not report.complaint:
        note_bounce(delivery, why=report.reason, stops=False)
