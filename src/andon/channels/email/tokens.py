"""The token in a Reply-To address that brings an answer back to its case, in a spelling that survives lower-casing."""

import base64
from uuid import UUID

from django.conf import settings

from andon.kit.secret import sign, signed

_TAG = 16
_ID = 26


def reply_address(case_id: UUID) -> str:
    """care+<token>@host: only its holder can write into the thread."""
    local, _, domain = settings.MAIL_ADDRESS.rpartition("@")
    name = base64.b32encode(case_id.bytes).decode().rstrip("=").lower()
    return f"{local}+{name}{sign('reply', str(case_id), length=_TAG)}@{domain}"


def read_reply_address(address: str) -> UUID | None:
    """The case of an address that `reply_address` made, else None."""
    token = address.rpartition("@")[0].partition("+")[2].lower()
    if len(token) != _ID + _TAG:
        return None
    try:
        case_id = UUID(bytes=base64.b32decode(token[:_ID].upper() + "======"))
    except ValueError:
        return None
    return case_id if signed("reply", str(case_id), token[_ID:]) else None
