"""Token buckets: so many a second, with a burst. They live in one process; several processes each have their own."""

import threading
import time
from collections import OrderedDict

_MOST_KEYS = 20_000


class Buckets:
    """A bucket per key; the keys used least recently are forgotten first, which only ever refills them."""

    def __init__(self, *, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._lock = threading.Lock()
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, amount: float = 1) -> float:
        """0 when the amount was there and is taken; else the seconds until it will be there."""
        now = time.monotonic()
        with self._lock:
            level, since = self._levels.pop(key, (self._burst, now))
            level = min(self._burst, level + (now - since) * self._rate)
            missing = amount - level
            self._levels[key] = (level if missing > 0 else level - amount, now)
            if len(self._levels) > _MOST_KEYS:
                self._levels.popitem(last=False)
        return missing / self._rate if missing > 0 else 0.0
