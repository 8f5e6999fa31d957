"""Mail, looked at from outside: what the DNS says of each domain that we write from, the relay, and a test mail."""

import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from django.conf import settings

from andon.channels.actions.try_mailbox import try_mailbox
from andon.channels.email.relay import open_relay, relay_of
from andon.channels.email.signing import signed_bytes
from andon.channels.models import DkimKey, Mailbox
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.kit import clock
from andon.kit.errors import Refused

from .domain import domain_records
from .finding import Finding


def mail(to: str = "") -> list[Finding]:
    """Each mailbox both ways, each domain's records, and (with `to`) a test mail from each mailbox."""
    boxes = [row for row in our_mailboxes().rows if row.enabled]
    if not boxes:
        return [Finding("ill", "Mailboxes", "none is switched on", "See Settings, Mailboxes.")]
    found = [finding for box in boxes for finding in _works(box)]
    keys = {key.domain: key for key in DkimKey.objects.all()}
    for domain in dict.fromkeys(box.domain for box in boxes):
        found += domain_records(domain, keys.get(domain))
    return found + ([_send_test(box, to) for box in boxes] if to else [])


def _works(box: Mailbox) -> list[Finding]:
    if not box.is_stored:
        return [Finding("look", box.address, "only in the settings", "Add it in Settings, Mailboxes.")]
    return [Finding("well" if one.well else "ill", box.address, one.said) for one in try_mailbox(box)]


def _send_test(box: Mailbox, to: str) -> Finding:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = box.address, to, "A test mail from Andon"
    mail["Date"], mail["Message-ID"] = format_datetime(clock.wall()), make_msgid(domain=box.domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"Somebody who keeps Andon at {settings.BASE_URL} asked for this mail from {box.address}.\n")
    url, guarded = relay_of(box)
    try:
        raw, options = signed_bytes(mail, box if box.is_stored else None)
        with open_relay(url, guarded=guarded) as relay:
            relay.sendmail(box.address, [to], raw, options)
    except Refused as refused:
        return Finding("ill", "Test mail", f"{box.address} could not send: {refused.message}")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Finding("ill", "Test mail", f"the relay did not take it from {box.address}: {error}")
    said = f"the relay took one from {box.address} to {to}"
    return Finding("well", "Test mail", said, "Look at its heads there: Authentication-Results says dkim, spf, dmarc.")
