"""Token buckets that processes share without asking the database with each request.

A bucket is one instant: when it will be full again (GCRA, ITU-T I.371). Each process decides by what it knows, notes
what it let through, and once a second adds that to the shared instant and learns what the others added. So a caller who
spreads over n processes may once get n bursts, and a second's worth more; what was too much is owed, and over time the
rate holds. Without the database each process goes on alone, and tells later.
"""

import logging
import threading
import time
from collections import OrderedDict
from hashlib import blake2b
from weakref import WeakSet

import psycopg

from . import wake

_MOST_KEYS = 20_000
_MOST_AT_ONCE = 2_000
_EVERY = 1.0
_FORGET_EVERY = 600
_ADD = """
INSERT INTO work_bucket AS known (name, full_at)
SELECT name, now() + seconds * interval '1 second' FROM unnest(%s::text[], %s::float8[]) AS spent(name, seconds)
ORDER BY name
ON CONFLICT (name) DO UPDATE SET full_at = greatest(known.full_at, now()) + (excluded.full_at - now())
RETURNING name, extract(epoch FROM full_at - now())::float8
"""
_FORGET = "DELETE FROM work_bucket WHERE full_at < now() - interval '1 minute'"
_log = logging.getLogger(__name__)
_all: "WeakSet[SharedBuckets]" = WeakSet()


class SharedBuckets:
    """Like `kit.bucket.Buckets`: a bucket per key, so many a second with a burst. `name` is what is limited; it and
    the key stand in the database as a digest."""

    def __init__(self, name: str, *, rate: float, burst: float) -> None:
        self._name = name
        self._rate = rate
        self._burst = burst
        self._lock = threading.Lock()
        self._full_at: OrderedDict[str, float] = OrderedDict()
        self._spent: dict[str, float] = {}
        _all.add(self)

    def take(self, key: str, amount: float = 1) -> float:
        """0 when the amount was there and is taken; else the seconds until it will be there."""
        now, cost = time.monotonic(), amount / self._rate
        with self._lock:
            full_at = max(self._full_at.pop(key, now), now) + cost
            # A billionth of a second is no reason to wait: sums of floats are not exact.
            wait = full_at - now - self._burst / self._rate
            taken = wait <= 1e-9
            self._full_at[key] = full_at if taken else full_at - cost
            if _sharing is not None:
                # Who is refused spends nothing, but what the others let through is asked for.
                self._spent[key] = self._spent.get(key, 0) + (cost if taken else 0)
            if len(self._full_at) > _MOST_KEYS:
                self._full_at.popitem(last=False)
        return 0.0 if taken else wait

    def clear(self) -> None:
        """All buckets are full again, in this process."""
        with self._lock:
            self._full_at.clear()
            self._spent.clear()

    def spent(self) -> dict[str, tuple[str, float]]:
        """What is still to be told, the most first: by stored name the key and seconds; it counts as told."""
        with self._lock:
            most = sorted(self._spent, key=lambda key: -self._spent[key])[:_MOST_AT_ONCE]
            return {self._stored(key): (key, self._spent.pop(key)) for key in most}

    def learn(self, key: str, seconds: float) -> None:
        """All processes together have this bucket full again in so many seconds."""
        now = time.monotonic()
        with self._lock:
            self._full_at[key] = max(now, now + seconds) + self._spent.get(key, 0)

    def not_told(self, key: str, seconds: float) -> None:
        with self._lock:
            self._spent[key] = self._spent.get(key, 0) + seconds

    def _stored(self, key: str) -> str:
        return blake2b(f"{self._name}\0{key}".encode(), digest_size=24).hexdigest()


class Sharing:
    """The thread of a process that keeps its buckets in step with other processes'; all of them, unless some are
    named."""

    def __init__(self, *buckets: SharedBuckets) -> None:
        self._buckets = buckets
        self._stop = threading.Event()
        self._rounds = 0
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._thread = threading.Thread(target=self._run, name="andon-limits", daemon=True)

    def start(self) -> None:
        global _sharing
        _sharing = self
        self._thread.start()

    def stop(self) -> None:
        """Return when the last is told and the connection is closed."""
        global _sharing
        _sharing = None
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_EVERY):
            self._tell_all()
        self._tell_all()
        self._hang_up()

    def _tell_all(self) -> None:
        self._rounds += 1
        for buckets in self._buckets or tuple(_all):
            spent = buckets.spent()
            try:
                if spent:
                    self._tell(buckets, spent)
            except (psycopg.Error, OSError):
                _log.warning("limits are this process's own until the database answers", exc_info=True)
                for key, seconds in spent.values():
                    buckets.not_told(key, seconds)
                self._hang_up()

    def _tell(self, buckets: SharedBuckets, spent: dict[str, tuple[str, float]]) -> None:
        if self._connection is None:
            self._connection = wake.connect()
        seconds = [cost for _key, cost in spent.values()]
        with self._connection.cursor() as cursor:
            cursor.execute(_ADD, [list(spent), seconds])
            for name, left in cursor.fetchall():
                buckets.learn(spent[str(name)][0], float(str(left)))
            if self._rounds % _FORGET_EVERY == 0:
                cursor.execute(_FORGET)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_sharing: Sharing | None = None
