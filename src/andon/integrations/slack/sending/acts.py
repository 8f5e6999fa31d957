"""What we call Slack for, by the kind of the outbox's row."""

from collections.abc import Mapping

from . import answer, channel, line, page
from .act import Act

ACTS: Mapping[str, Act] = {
    "channel": channel.MAKE,
    "head": channel.POST_HEAD,
    "pin": channel.PIN,
    "invite": channel.INVITE,
    "head edited": channel.EDIT_HEAD,
    "line": line.POST,
    "change": line.SAY_CHANGE,
    "page edited": page.EDIT,
    "hint": answer.HINT,
    "answer": answer.ANSWER,
}
