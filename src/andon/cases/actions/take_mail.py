from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.case_in import CaseIn
from andon.cases.facts_senders import BlockedSenderWrote
from andon.cases.mail_parts import copies_of, mail_key, new_contact, own_message_id, share_copies, text_of
from andon.cases.models import BlockedSender, Case
from andon.cases.reads.case_of_mail import Found, case_of_mail
from andon.cases.rules.titles import title_of
from andon.channels.email.parsed import ParsedMail
from andon.channels.models import InboundMail
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.conversations.message_in import AttachmentIn
from andon.customers.reads.find_contacts import find_contacts
from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .confirm_reporter import confirm_reporter
from .open_case import open_case
from .propose_copies import propose_copies
from .receive_customer_message import receive_customer_message

MOST_NEW_AN_HOUR = 20
SYSTEM = Actor.system("cases")


@transaction.atomic
def take_mail(mail: ParsedMail, inbound: InboundMail) -> str:
    """Put a mail into its case, or open one; "" when it stands somewhere, else why it is kept.

    The same mail again changes nothing. What a machine wrote opens nothing; a blocked sender's is kept and counted.
    """
    if blocked := BlockedSender.objects.select_for_update().filter(address=mail.from_address).first():
        return _keep_blocked(blocked, inbound)
    if our_mailboxes().is_ours(mail.from_address):
        return "it comes from a mailbox of ours"
    try:
        found = case_of_mail(mail, inbound.envelope_to)
        if found is not None:
            _answer(found, mail, inbound)
            return ""
        return "an automatic mail that belongs to no case" if mail.automatic else _open(mail, inbound)
    except Refused as refused:
        return refused.message


def _keep_blocked(sender: BlockedSender, inbound: InboundMail) -> str:
    sender.kept_count += 1
    sender.last_kept_at = clock.now()
    sender.save(update_fields=["kept_count", "last_kept_at"])
    record(BlockedSenderWrote(mail=inbound.id), subject=Subject("blocked_sender", sender.id), by=SYSTEM)
    return "the sender is blocked"


def _answer(found: Found, mail: ParsedMail, inbound: InboundMail) -> None:
    known = find_contacts([mail.from_address]).get(mail.from_address)
    writer = known or found.case.contact
    taken, message_id = own_message_id(mail, found.case)
    if taken:
        return
    if found.by_token and known is not None and known == found.case.contact:
        confirm_reporter(found.case, by=known.actor)
    receive_customer_message(
        found.case,
        by=writer.actor if writer else SYSTEM,
        author_name=known.name if known else (mail.from_name or mail.from_address),
        body=text_of(mail),
        html=mail.html,
        quoted=mail.quoted[:100_000],
        channel="email",
        locale=mail.language,
        automatic=mail.automatic,
        verified=found.by_token or mail.authenticated,
        message_id=message_id,
        in_reply_to=mail.in_reply_to,
        attachments=_files(mail),
        original=inbound.blob_id,
    )
    if not mail.automatic:
        propose_copies(found.case, copies_of(mail))


def _open(mail: ParsedMail, inbound: InboundMail) -> str:
    known = find_contacts([mail.from_address]).get(mail.from_address)
    contact = known or new_contact(mail, by=SYSTEM)
    recent = Case.objects.filter(contact=contact, channel="email", opened_at__gt=clock.now() - timedelta(hours=1))
    if recent.count() >= MOST_NEW_AN_HOUR:
        return "too many new cases from this address within an hour"
    body = text_of(mail)
    _taken, message_id = own_message_id(mail, None)
    verified = known is not None and mail.authenticated
    copies, proposed = share_copies(copies_of(mail), contact, proved=verified)
    box = inbound.mailbox
    open_case(
        CaseIn(
            title=title_of(mail.subject, body, nothing=_("(no subject)")),
            body=body,
            html=mail.html,
            quoted=mail.quoted[:100_000],
            contact=contact,
            channel="email",
            locale=contact.speaks if known else (mail.language or contact.speaks),
            team=box.team if box else None,
            brand=box.brand if box else None,
            mailbox=box,
            copies=copies,
            proposed_copies=proposed,
            verified=verified,
            external_key=mail_key(mail),
            message_id=message_id,
            in_reply_to=mail.in_reply_to,
            attachments=_files(mail),
            original=inbound.blob_id,
        ),
        by=contact.actor,
    )
    return ""


def _files(mail: ParsedMail) -> list[AttachmentIn]:
    return [
        AttachmentIn(name=file.name, content=file.content, content_type=file.content_type) for file in mail.attachments
    ]
