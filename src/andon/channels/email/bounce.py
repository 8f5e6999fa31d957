"""Delivery reports (RFC 3464): which message of ours did not arrive for good."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

_ID = re.compile(r"(?im)^message-id:\s*(<[^<>\s]+>)")


@dataclass(frozen=True, slots=True)
class Bounce:
    """`message_id` "" when the report does not say which message it is about, or the failure is not final."""

    message_id: str
    reason: str


def read_bounce(mail: EmailMessage) -> Bounce | None:
    """None when the mail is no delivery report."""
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        return None
    status, original = "", ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status += part.as_string()
        elif kind in ("message/rfc822", "text/rfc822-headers"):
            original += part.as_string()
    permanent = re.search(r"(?im)^action:\s*failed", status) or re.search(r"(?im)^status:\s*5\.", status)
    found = _ID.search(original)
    reason = re.search(r"(?im)^diagnostic-code:\s*(.+)$", status)
    said = reason.group(1).strip() if reason else "the receiving server returned it"
    return Bounce(found.group(1) if found and permanent else "", said[:500])
