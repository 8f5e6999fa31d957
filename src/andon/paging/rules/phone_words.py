"""What a page says by phone, and what may be answered to it."""

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from .why import Why

ACKNOWLEDGE, ESCALATE = "acknowledge", "escalate_now"
SNOOZE, DECLINE = "snooze_escalation", "decline_page"
KEYS = {"1": ACKNOWLEDGE, "2": ESCALATE}
_VERBS = KEYS | {
    "ack": ACKNOWLEDGE, "acknowledge": ACKNOWLEDGE, "ok": ACKNOWLEDGE, "yes": ACKNOWLEDGE,
    "next": ESCALATE, "escalate": ESCALATE,
}  # fmt: skip
_LONG = re.compile(r"([0-9]{1,4})(m|min|h)?", re.ASCII)
_CODE = re.compile(r"[0-9]{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """`code` "" means the newest page of the number."""

    verb: str
    code: str = ""


def code_of(run: UUID) -> str:
    """Four digits that name a run to somebody who was paged for it; the number that answers is the proof."""
    return f"{int.from_bytes(hashlib.sha256(run.bytes).digest()[:4]) % 9000 + 1000}"


def read_reply(text: str) -> Reply | None:
    """None for anything but a verb, a code, or both: "1 minute" is no answer."""
    words = re.findall(r"[^\s.,;:!?]+", text.casefold())
    verbs = [_VERBS[word] for word in words if word in _VERBS]
    codes = [word for word in words if _CODE.fullmatch(word)]
    if not words or len(verbs) > 1 or len(codes) > 1 or len(verbs) + len(codes) != len(words):
        return None
    return Reply(verbs[0] if verbs else ACKNOWLEDGE, codes[0] if codes else "")


_MAIL_VERBS = {
    "ack": ACKNOWLEDGE, "acknowledge": ACKNOWLEDGE, "escalate": ESCALATE, "next": ESCALATE,
    "snooze": SNOOZE, "notme": DECLINE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MailReply:
    """`minutes`: how long to put it off."""

    verb: str
    minutes: int = 30


def read_mail_reply(text: str) -> MailReply | None:
    """By its first word: ack, escalate, notme (or "not me"), snooze with minutes or hours ("snooze 2h")."""
    words = re.findall(r"[^\s.,;:!?]+", text.casefold())[:3]
    if words[:2] == ["not", "me"]:
        return MailReply(DECLINE)
    verb = _MAIL_VERBS.get(words[0]) if words else None
    if verb != SNOOZE:
        return MailReply(verb) if verb else None
    long = _LONG.fullmatch(words[1]) if len(words) > 1 else None
    if long is None:
        return MailReply(SNOOZE)
    return MailReply(SNOOZE, min(10080, max(1, int(long[1]) * (60 if long[2] == "h" else 1))))


def short_headline(why: Why) -> str:
    """What and why, in one line."""
    return " ".join(part for part in (_sentence(why.headline), why.whole) if part)


def short_text(code: str, *, link_mark: str) -> str:
    """Where to look, and how to answer from the phone's lock screen."""
    return f"{link_mark}\nReply 1: I have it. 2: page the next one. (code {code})"


def spoken_text(why: Why, *, name: str) -> str:
    parts = (f"{name}, this is Andon. You are paged.", why.severity and f"{why.severity.capitalize()}:")
    return " ".join(part for part in (*parts, _sentence(why.headline), why.whole) if part)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?…" else f"{text}."
