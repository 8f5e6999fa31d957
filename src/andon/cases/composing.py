"""The port for rooms that add to the composer (slot `case.composer`): what was chosen there goes with the answer."""

from collections.abc import Callable

from django.http import QueryDict

from andon.conversations.models import Message
from andon.timeline.actor import Actor

from .models import Case

Heed = Callable[..., None]
_heeding: list[Heed] = []


def add_to_composer(heed: Heed) -> None:
    """At start-up (`ports.py`): called as `heed(case, message, typed, by=…)` in the transaction of each answer."""
    _heeding.append(heed)


def heed_composed(case: Case, message: Message, typed: QueryDict, *, by: Actor) -> None:
    for heed in _heeding:
        heed(case, message, typed, by=by)
