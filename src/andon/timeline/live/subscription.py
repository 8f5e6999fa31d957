"""One open stream: its topics, and what changed among them since it was last told."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the last one: topics and kinds of facts, once each, up to this tick. No content."""

    topics: list[str]
    kinds: list[str]
    tick: int


class Subscription:
    """Lives on the event loop of the hub. What waits in it is bounded by its topics, however slow its reader is."""

    def __init__(self, topics: Iterable[str]) -> None:
        self.topics = frozenset(topics)
        self._changed: set[str] = set()
        self._kinds: set[str] = set()
        self._tick = 0
        self._told = asyncio.Event()

    def tell(self, topic: str, kinds: Iterable[str], tick: int) -> None:
        self._changed.add(topic)
        self._kinds.update(kinds)
        self._tick = tick
        self._told.set()

    async def next(self, seconds: float) -> Change | None:
        """What changed, as soon as something has; None when nothing did for so long."""
        try:
            await asyncio.wait_for(self._told.wait(), seconds)
        except TimeoutError:
            return None
        change = Change(sorted(self._changed), sorted(self._kinds), self._tick)
        self._changed, self._kinds = set(), set()
        self._told.clear()
        return change
