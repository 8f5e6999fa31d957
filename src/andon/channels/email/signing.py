"""A mail as it goes over the wire, signed with the DKIM key of its sender's domain, if there is one that signs."""

from email import policy
from email.message import EmailMessage

import dkim  # type: ignore[import-untyped]
from django.conf import settings

from andon.channels.models import DkimKey, Mailbox
from andon.kit import clock
from andon.kit.secret import unseal

SIGNED = ("from", "to", "cc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references")
_OPTIONS = ("mime-version", "content-type", "content-transfer-encoding", "auto-submitted")


def signed_bytes(mail: EmailMessage, mailbox: Mailbox | None) -> tuple[bytes, list[str]]:
    """The mail with CRLF, and the options for the relay (SMTPUTF8 when an address needs it)."""
    utf8 = any(not str(mail[name] or "").isascii() and _has_odd_address(mail, name) for name in ("From", "To", "Cc"))
    raw = mail.as_bytes(policy=policy.SMTPUTF8 if utf8 else policy.SMTP)
    key = _key_of(mailbox)
    if key is not None:
        raw = _sign(raw, key) + raw
    return raw, ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else []


def _has_odd_address(mail: EmailMessage, name: str) -> bool:
    return any(not address.addr_spec.isascii() for address in mail[name].addresses)


def _key_of(mailbox: Mailbox | None) -> DkimKey | None:
    domain = (mailbox.address if mailbox else settings.MAIL_ADDRESS).lower().rpartition("@")[2]
    return DkimKey.objects.filter(domain=domain, signs_since__lte=clock.now()).first()


def _sign(raw: bytes, key: DkimKey) -> bytes:
    present = {line.partition(b":")[0].lower().decode() for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n")}
    heads = [name.encode() for name in (*SIGNED, *_OPTIONS) if name in present]
    signature: bytes = dkim.sign(
        raw,
        key.selector.encode(),
        key.domain.encode(),
        unseal(key.private).encode(),
        include_headers=heads,
        canonicalize=(b"relaxed", b"relaxed"),
    )
    return signature
