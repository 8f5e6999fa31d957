"""What Twilio's words for a message or a call mean for the ledger."""

from collections.abc import Mapping
from enum import Enum


class Meaning(Enum):
    ON_ITS_WAY = "on its way"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not arrived"


# A call arrived once somebody took it; "completed" is the end of one that was taken.
_ARRIVED = frozenset({"delivered", "read", "in-progress", "answered", "completed"})
_NOT_ARRIVED = frozenset({"failed", "undelivered", "canceled", "busy", "no-answer"})
_ON_ITS_WAY = frozenset(
    {"accepted", "scheduled", "queued", "sending", "sent", "initiated", "ringing", "partially_delivered"}
)
_WORDS = {"busy": "the line was busy", "no-answer": "nobody took the call", "canceled": "it was called off"}


def status_of(form: Mapping[str, str]) -> str:
    return (form.get("MessageStatus") or form.get("CallStatus") or form.get("SmsStatus") or "").lower()


def meaning_of(status: str) -> Meaning | None:
    """None for a word that is not known."""
    if status in _ARRIVED:
        return Meaning.ARRIVED
    if status in _NOT_ARRIVED:
        return Meaning.NOT_ARRIVED
    return Meaning.ON_ITS_WAY if status in _ON_ITS_WAY else None


def why_of(form: Mapping[str, str]) -> str:
    """What to tell of one that did not arrive, with the vendor's code where there is one."""
    status, code = status_of(form), form.get("ErrorCode", "")
    words = _WORDS.get(status, status)
    return f"{words} ({code})" if code and code != "0" else words
