"""How many threads of calls one connection may hold in this process: a slow receiver leaves the others theirs.

What finds no seat is put off, and whoever leaves one calls the first that waits; the put-off instant is for the case
that nobody does, because the process ended.
"""

import random
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from andon.kit import clock
from andon.work.plan import postpone

MOST = 2
_AT_THE_LATEST, _SPREAD = 20.0, 20.0
_REMEMBERED = 10_000


class Seats:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[UUID, int] = defaultdict(int)
        self._waiting: dict[UUID, deque[str]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def take(self, connection: UUID, key: str) -> bool:
        """False: none is free, and this key is called when one is."""
        with self._lock:
            if self._taken[connection] < MOST:
                self._taken[connection] += 1
                return True
            self._waiting[connection].append(key)
            return False

    def leave(self, connection: UUID) -> str | None:
        """The key of the one whose turn it is."""
        with self._lock:
            self._taken[connection] -= 1
            waiting = self._waiting[connection]
            next_one = waiting.popleft() if waiting else None
            if not self._taken[connection]:
                del self._taken[connection]
            if not waiting:
                del self._waiting[connection]
            return next_one


_seats = Seats()


@contextmanager
def seat(connection: UUID, key: str) -> Iterator[bool]:
    """Whether there is one; without it the work of this key is put off, and the try does not count."""
    if not _seats.take(connection, key):
        later = timedelta(seconds=_AT_THE_LATEST + _SPREAD * random.random())  # noqa: S311
        postpone(key, until=clock.now() + later)
        yield False
        return
    try:
        yield True
    finally:
        if next_key := _seats.leave(connection):
            postpone(next_key, until=clock.now())
