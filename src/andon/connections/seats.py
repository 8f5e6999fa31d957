"""How many threads of calls one connection may hold in this process: a slow receiver leaves the others theirs.

What finds no seat is put off, and whoever leaves one calls the first that waits; the put-off instant is for the case
that nobody does, because the process ended.
"""

import random
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from andon.kit import clock
from andon.work.plan import advance, postpone

MOST = 2
_AT_THE_LATEST, _SPREAD = 20.0, 20.0
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Waiter:
    """`until`: to when its work was put off; called only while that still holds."""

    key: str
    until: datetime


class Seats:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[UUID, int] = defaultdict(int)
        self._waiting: dict[UUID, deque[Waiter]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def take(self, connection: UUID) -> bool:
        with self._lock:
            if self._taken[connection] >= MOST:
                return False
            self._taken[connection] += 1
            return True

    def wait(self, connection: UUID, waiter: Waiter) -> None:
        with self._lock:
            self._waiting[connection].append(waiter)

    def leave(self, connection: UUID) -> None:
        with self._lock:
            self._taken[connection] -= 1
            if not self._taken[connection]:
                del self._taken[connection]

    def next_one(self, connection: UUID) -> Waiter | None:
        """Whose turn it is, where a seat is free."""
        with self._lock:
            waiting = self._waiting.get(connection)
            if not waiting or self._taken.get(connection, 0) >= MOST:
                return None
            waiter = waiting.popleft()
            if not waiting:
                del self._waiting[connection]
            return waiter


_seats = Seats()


@contextmanager
def seat(connection: UUID, key: str) -> Iterator[bool]:
    """Whether there is one; without it the work of this key is put off, and the try does not count."""
    if not _seats.take(connection):
        later = timedelta(seconds=_AT_THE_LATEST + _SPREAD * random.random())  # noqa: S311
        waiter = Waiter(key, clock.now() + later)
        postpone(key, until=waiter.until)
        _seats.wait(connection, waiter)
        # Whoever left in between saw nobody waiting.
        _call_next(connection)
        yield False
        return
    try:
        yield True
    finally:
        _seats.leave(connection)
        _call_next(connection)


def _call_next(connection: UUID) -> None:
    """The first whose work still waits as it was put off: what was taken up, or planned anew, is left alone."""
    while waiter := _seats.next_one(connection):
        if advance(waiter.key, was=waiter.until):
            return
