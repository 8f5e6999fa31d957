"""E-mail out, through the one configured relay."""

import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from django.conf import settings

from andon.channels.models import Delivery
from andon.channels.registry import Accepted, TryLater, WillNot

from .compose import compose

_TIMEOUT = 20


class Email:
    """Told = the relay answered 250 after the text of the mail."""

    def hand_over(self, delivery: Delivery) -> Accepted:
        try:
            mail = compose(delivery)
        except (ValueError, IndexError) as error:
            raise WillNot(f"not a mail that can be sent: {error}") from None
        try:
            with open_relay() as relay:
                refused = relay.send_message(mail, settings.MAIL_ADDRESS, [delivery.address, *delivery.copies])
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(f"the relay does not answer: {error}") from None
        # Whoever is in copy may have got it: it is told only when she has it whom it is for.
        if delivery.address in refused:
            raise _refused(*refused[delivery.address])
        return Accepted()


def _refused(code: int, text: bytes | str) -> TryLater | WillNot:
    said = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    return WillNot(said) if 500 <= code < 600 else TryLater(said)


def open_relay() -> smtplib.SMTP:
    """A connection to it, signed in, encrypted where it can be."""
    url = urlsplit(settings.MAIL_RELAY)
    host, port = url.hostname or "127.0.0.1", url.port or (465 if url.scheme == "smtps" else 25)
    context = ssl.create_default_context()
    relay: smtplib.SMTP
    if url.scheme == "smtps":
        relay = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
    else:
        relay = smtplib.SMTP(host, port, timeout=_TIMEOUT)
        relay.ehlo()
        if relay.has_extn("starttls"):
            relay.starttls(context=context)
    if url.username:
        relay.login(unquote(url.username), unquote(url.password or ""))
    return relay
