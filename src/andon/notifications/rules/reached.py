"""Whether whom a step or a notice summoned can still be reached."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PHONES = frozenset({"sms", "voice"})


@dataclass(frozen=True, slots=True)
class Tried:
    """One message to a person; `lives`: it arrived, or may yet."""

    person: str
    channel: str
    lives: bool


def anybody_reached(tried: Iterable[Tried]) -> bool:
    """Mail does not count for somebody whose phone was tried: a mail server that took a mail wakes nobody."""
    by_person: dict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        by_person[one.person].append(one)
    return any(_reached(ways) for ways in by_person.values())


def hurries(failed: str, gone: Sequence[Tried]) -> bool:
    """Whether the failure of this channel brings the next way of the same person at once.

    `gone`: her messages that are not waiting for their time. A failed mail hurries nobody while something else may
    reach her; a phone or service that fails always does.
    """
    return failed != "email" or not anybody_reached(gone)


def _reached(ways: list[Tried]) -> bool:
    has_phone = any(way.channel in _PHONES for way in ways)
    return any(way.lives for way in ways if not has_phone or way.channel != "email")
