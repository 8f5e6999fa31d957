"""Mails as customers write them, for stories."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import make_msgid

from andon.channels.actions.receive_mail import receive_mail
from andon.channels.models import InboundMail
from andon.work.engine.inline import run_due_work


def write_mail(
    sender: str,
    subject: str,
    text: str,
    *,
    to: str = "care@fernhill.example",
    answers: EmailMessage | None = None,
    headers: Sequence[tuple[str, str]] = (),
    message_id: str = "",
    files: Sequence[tuple[str, bytes]] = (),
) -> EmailMessage:
    """A mail; `answers` is the one it replies to, whose Reply-To and Message-ID it uses as a mail program does."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = (answers["Reply-To"] or to) if answers else to
    mail["Subject"] = subject
    mail["Message-ID"] = message_id or make_msgid(domain="acme.example")
    if answers:
        mail["In-Reply-To"] = answers["Message-ID"]
        mail["References"] = f"{answers.get('References', '')} {answers['Message-ID']}".strip()
    for name, value in headers:
        mail[name] = value
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def post(mail: EmailMessage) -> InboundMail:
    """It arrives, and everything that follows from it is done."""
    to = [address.strip() for address in str(mail["To"]).split(",")]
    inbound = receive_mail(
        bytes(mail), envelope_from=str(mail["From"]), envelope_to=[to[-1].rpartition("<")[2].rstrip(">")]
    )
    run_due_work()
    inbound.refresh_from_db()
    return inbound
