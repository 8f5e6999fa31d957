"""What customers wrote into surveys in the week before: everyday words, by which a scan knows what is usual."""

import re
from datetime import datetime, timedelta

from andon.demo.company.draw import seeded
from andon.demo.company.threads import Conversation, conversations
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.signal_in import SignalIn

from .house import DEMO

_WEEK = timedelta(days=6)
_TOO_SHORT = 25
_BLANK = re.compile(r"\{\w+\}")


def tell_week_before(end: datetime) -> None:
    """At once; each at its moment of the week, in one order each time."""
    said = [(one, text) for found in conversations().values() for one in found for text in _texts(one)]
    seeded("surveys").shuffle(said)
    signals = [
        SignalIn(
            text=text,
            source="survey",
            external_key=f"survey-{number}",
            author_handle=f"survey_{number}",
            language=one.language,
            happened_at=end - _WEEK * (1 - number / len(said)),
            verified=True,
        )
        for number, (one, text) in enumerate(said)
    ]
    receive_signals(signals, by=DEMO)


def _texts(one: Conversation) -> list[str]:
    words = [*one.titles, *(text for who, text in one.said if who == "C")]
    plain = (" ".join(_BLANK.sub("", text).split()) for text in words)
    return [text for text in dict.fromkeys(plain) if len(text) >= _TOO_SHORT]
