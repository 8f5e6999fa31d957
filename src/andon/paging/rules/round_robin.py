"""Taking turns: whoever stands first in the queue and can come is chosen, and goes to its end.

So counts of fixed members differ by one at most, and whoever cannot come keeps her place. New members stand at the end.
"""

from collections.abc import Collection, Sequence


def queue_of(queue: Sequence[str], members: Sequence[str]) -> list[str]:
    """The queue of today's members."""
    known = [one for one in queue if one in members]
    return [*known, *(one for one in dict.fromkeys(members) if one not in known)]


def first_of(queue: Sequence[str], available: Collection[str]) -> str | None:
    return next((one for one in queue if one in available), None)


def after(queue: Sequence[str], chosen: str) -> list[str]:
    """The queue when this one has had her turn."""
    return [*(one for one in queue if one != chosen), chosen]
