"""What a page says by phone, and what may be answered to it."""

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from .why import Why

ACKNOWLEDGE, ESCALATE = "acknowledge", "escalate_now"
KEYS = {"1": ACKNOWLEDGE, "2": ESCALATE}
_VERBS = KEYS | {
    "ack": ACKNOWLEDGE, "acknowledge": ACKNOWLEDGE, "ok": ACKNOWLEDGE, "yes": ACKNOWLEDGE,
    "next": ESCALATE, "escalate": ESCALATE,
}  # fmt: skip
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
