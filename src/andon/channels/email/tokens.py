"""Tokens in addresses of ours, in a spelling that survives lower-casing.

A *reply address* brings an answer back to its case; a *return path* (VERP) brings a report of failure back to the one
delivery that it is about; an *answer address* brings what was asked in a delivery back to it.
"""

import base64
from uuid import UUID

from django.conf import settings

from andon.channels.models import Delivery, Mailbox
from andon.channels.rules.addresses import fits, with_tag
from andon.kit.secret import sign, signed

_TAG = 16
_ID = 26
_REPLY, _BOUNCE, _ANSWER = "reply", "bounce", "answer"


def reply_address(case_id: UUID, mailbox: Mailbox | None = None) -> str:
    """care+<token>@host: only its holder can write into the thread."""
    return with_tag(mailbox.address if mailbox else settings.MAIL_ADDRESS, _token(_REPLY, case_id))


def read_reply_address(address: str) -> UUID | None:
    """The case of an address that `reply_address` made, else None."""
    return _read(_REPLY, _tag_of(address))


def return_path(delivery: Delivery) -> str:
    """bounce+<token>@host, or care+b-<token>@host where a mailbox has no address for reports alone."""
    mailbox = delivery.mailbox
    token = _token(_BOUNCE, delivery.id)
    if mailbox and mailbox.bounce_address:
        return with_tag(mailbox.bounce_address, token)
    own = mailbox.address if mailbox else settings.MAIL_ADDRESS
    return with_tag(own, f"b-{token}") if fits(own.lower()) else own


def read_return_path(address: str) -> UUID | None:
    """The delivery of an address that `return_path` made, else None."""
    return _read(_BOUNCE, _tag_of(address).removeprefix("b-"))


def answer_address(delivery: Delivery) -> str:
    """care+a-<token>@host: an answer by mail to this one delivery, by whoever it went to; "" where there is no room."""
    own = delivery.mailbox.address if delivery.mailbox else settings.MAIL_ADDRESS
    return with_tag(own, f"a-{_token(_ANSWER, delivery.id)}") if fits(own.lower()) else ""


def read_answer_address(address: str) -> UUID | None:
    """The delivery of an address that `answer_address` made, else None."""
    tag = _tag_of(address)
    return _read(_ANSWER, tag.removeprefix("a-")) if tag.startswith("a-") else None


def _tag_of(address: str) -> str:
    return address.rpartition("@")[0].partition("+")[2].lower()


def _token(purpose: str, id: UUID) -> str:
    return base64.b32encode(id.bytes).decode().rstrip("=").lower() + sign(purpose, str(id), length=_TAG)


def _read(purpose: str, token: str) -> UUID | None:
    if len(token) != _ID + _TAG:
        return None
    try:
        id = UUID(bytes=base64.b32decode(token[:_ID].upper() + "======"))
    except ValueError:
        return None
    return id if signed(purpose, str(id), token[_ID:]) else None
