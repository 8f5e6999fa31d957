"""Bytes into a message whose headers cost little to read, whatever somebody wrote into them.

Python reads a header anew each time it is asked for, in time that grows with the square of what stands in it. So only
so much of each is read: of References the end, of all others the beginning. The original keeps all of it.
"""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

LONGEST_HEADER = 8_000


class _Bounded(EmailPolicy):
    def header_fetch_parse(self, name: str, value: Any) -> Any:
        if hasattr(value, "name"):
            return value
        value = value[-LONGEST_HEADER:] if name.lower() == "references" else value[:LONGEST_HEADER]
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # noqa: BLE001  the parser raises many things for a broken header
            return " ".join(value.split())


_POLICY = _Bounded()


def read_mail(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=_POLICY)
    assert isinstance(mail, EmailMessage)
    return mail
