"""E-mail out, through the mailbox's relay or the configured one."""

import smtplib

from andon.channels.models import Delivery
from andon.channels.registry import Accepted, TryLater, WillNot
from andon.kit.errors import Refused

from .compose import compose
from .relay import connected
from .signing import signed_bytes
from .tokens import return_path


class Email:
    """Told = the relay answered 250 after the text of the mail."""

    def hand_over(self, delivery: Delivery) -> Accepted:
        try:
            mail = compose(delivery)
            raw, options = signed_bytes(mail, delivery.mailbox)
        except (ValueError, IndexError) as error:
            raise WillNot(f"not a mail that can be sent: {error}") from None
        to = [delivery.address, *delivery.copies]
        try:
            with connected(delivery.mailbox) as relay:
                refused = relay.sendmail(return_path(delivery), to, raw, options)
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except Refused as error:
            raise TryLater(f"the relay cannot be used: {error.message}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(f"the relay does not answer: {error}") from None
        # Whoever is in copy may have got it: it is told only when she has it whom it is for.
        if delivery.address in refused:
            raise _refused(*refused[delivery.address])
        return Accepted()


def _refused(code: int, text: bytes | str) -> TryLater | WillNot:
    said = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    return WillNot(said) if 500 <= code < 600 else TryLater(said)
