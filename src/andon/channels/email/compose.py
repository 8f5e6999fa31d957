"""A delivery as a mail (RFC 5322). Python's own message classes refuse line breaks in headers."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

from andon.channels.answers import is_answered_by_mail
from andon.channels.files import files_of
from andon.channels.models import Delivery
from andon.kit import clock

from .tokens import answer_address


def compose(delivery: Delivery) -> EmailMessage:
    """The mail with our threading headers and files; plain text, which has no markup to escape."""
    mail = EmailMessage()
    own = delivery.mailbox.address if delivery.mailbox else settings.MAIL_ADDRESS
    mail["From"] = _address(delivery.sender_name, own)
    mail["To"] = _address(delivery.recipient_name, delivery.address)
    if delivery.copies:
        mail["Cc"] = [_address("", copy) for copy in delivery.copies]
    if reply_to := delivery.reply_to or (answer_address(delivery) if is_answered_by_mail(delivery) else ""):
        mail["Reply-To"] = _address(delivery.sender_name, reply_to)
    mail["Subject"] = " ".join(delivery.headline.split())
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = delivery.message_id
    if delivery.in_reply_to:
        mail["In-Reply-To"] = delivery.in_reply_to
    if delivery.references:
        mail["References"] = " ".join(delivery.references[-20:])
    if delivery.automatic:
        mail["Auto-Submitted"] = "auto-replied" if delivery.in_reply_to else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(delivery.text, charset="utf-8", cte="quoted-printable")
    for file in files_of(delivery.attachments):
        kind, _slash, detail = file.content_type.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=detail, filename=file.name)
    return mail


def _address(name: str, address: str) -> Address:
    return Address(display_name=" ".join(name.split()), addr_spec=address)
