"""Who watches what in this process, and what happened lately. Touched by the event loop alone: no locks."""

import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from andon.kit.ids import new_id
from andon.timeline.feed import News

from .subscription import Subscription

EVERYTHING = "all"
_KEPT_TICKS = 2000
# A screen was rendered before its stream opened; what happened in between must not be missed.
_GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Tick:
    """The facts that were read at once: kinds by topic."""

    number: int
    at: float
    kinds: dict[str, set[str]]


class Switchboard:
    """Ticks are numbered; a stream that broke off resumes after the last that it heard of this process."""

    def __init__(self) -> None:
        self._process = new_id().hex[-12:]
        self._number = 0
        self._watchers: dict[str, set[Subscription]] = {}
        self._recent: deque[_Tick] = deque(maxlen=_KEPT_TICKS)

    def event_id(self, tick: int) -> str:
        return f"{self._process}.{tick}"

    def watch(self, topics: Iterable[str], last_event_id: str = "") -> Subscription:
        """A subscription that begins with what happened after that event, or in the last seconds without one."""
        subscription = Subscription(topics)
        for topic in subscription.topics:
            self._watchers.setdefault(topic, set()).add(subscription)
        self._catch_up(subscription, last_event_id)
        return subscription

    def leave(self, subscription: Subscription) -> None:
        for topic in subscription.topics:
            watchers = self._watchers.get(topic, set())
            watchers.discard(subscription)
            if not watchers:
                self._watchers.pop(topic, None)

    def tell(self, news: Sequence[News]) -> None:
        """Spread the facts of one tick: each topic once, however many facts were about it."""
        kinds: dict[str, set[str]] = {}
        for one in news:
            for topic in (*one.about, EVERYTHING):
                kinds.setdefault(topic, set()).add(one.kind)
        self._number += 1
        self._recent.append(_Tick(self._number, time.monotonic(), kinds))
        for topic, found in kinds.items():
            for watcher in self._watchers.get(topic, ()):
                watcher.tell(topic, found, self._number)

    def _catch_up(self, subscription: Subscription, last_event_id: str) -> None:
        after = self._heard(last_event_id)
        if last_event_id and after is None:
            # Of another process, or longer ago than we remember: everything may have changed.
            for topic in subscription.topics:
                subscription.tell(topic, (), self._number)
            return
        since = time.monotonic() - _GRACE_SECONDS
        for tick in self._recent:
            if tick.number > after if after is not None else tick.at > since:
                for topic in subscription.topics & tick.kinds.keys():
                    subscription.tell(topic, tick.kinds[topic], tick.number)

    def _heard(self, last_event_id: str) -> int | None:
        """The number of the last tick heard, if all after it are still remembered."""
        process, _dot, number = last_event_id.partition(".")
        if process != self._process or not number.isdecimal():
            return None
        oldest = self._recent[0].number if self._recent else self._number + 1
        return int(number) if int(number) >= oldest - 1 else None
