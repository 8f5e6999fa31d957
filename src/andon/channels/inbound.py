"""The port for inbound mail: the room that knows cases takes what is for it."""

from collections.abc import Callable

from .email.parsed import ParsedMail
from .models import InboundMail

TakeMail = Callable[[ParsedMail, InboundMail], str]
"""Takes the mail and returns "", or returns why it did not."""

_takers: list[TakeMail] = []


def register_inbound(take: TakeMail) -> None:
    _takers.append(take)


def offer(mail: ParsedMail, inbound: InboundMail) -> str:
    """ "" when a room took it, else why none did."""
    why = "no room takes mail"
    for take in _takers:
        why = take(mail, inbound)
        if not why:
            return ""
    return why
