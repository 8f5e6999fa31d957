"""Whether whom a step summoned can still be reached."""

from collections import defaultdict
from collections.abc import Iterable
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


def _reached(ways: list[Tried]) -> bool:
    has_phone = any(way.channel in _PHONES for way in ways)
    return any(way.lives for way in ways if not has_phone or way.channel != "email")
