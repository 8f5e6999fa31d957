"""Requests that wait for the same kind of commit are written together.

One commit costs a flush of the disk, whether it holds one event or five hundred. What arrives while flushes are under
way waits for the next; with a free flush nobody waits at all, so that a lone request is as fast as it can be.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from andon.work.threads import DatabaseThreads

Item = TypeVar("Item")
Taken = TypeVar("Taken")
_Waiting = tuple[Item, "asyncio.Future[Taken]"]
_Outcomes = list[Taken | Exception]
_log = logging.getLogger(__name__)


class Full(Exception):
    """So many wait that another one would wait too long."""


class NoDatabase(Exception):
    """Nothing was committed; the sender shall try again."""


class Gathering(Generic[Item, Taken]):
    """`await put(item)` returns what `take` made of it, after the commit of the batch that it was in.

    `take` runs in a thread, in one transaction, on batches in the order of arrival. When a batch fails, its items are
    taken one by one: one that nobody can store raises here for its own sender alone. `size`: what an item counts for
    against the two limits, where items are of different sizes.
    """

    def __init__(
        self,
        take: Callable[[Sequence[Item]], Sequence[Taken]],
        *,
        most_waiting: int,
        most_at_once: int = 500,
        flushes: int = 2,
        size: Callable[[Item], int] = lambda _item: 1,
    ) -> None:
        self._take = take
        self._size = size
        self._size_waiting = 0
        self._most_waiting = most_waiting
        self._most_at_once = most_at_once
        self._free = flushes
        self._closed = False
        self._waiting: deque[_Waiting[Item, Taken]] = deque()
        self._threads = DatabaseThreads(flushes, "andon-gather")

    async def put(self, item: Item) -> Taken:
        if self._size_waiting >= self._most_waiting:
            raise Full
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Taken] = loop.create_future()
        self._waiting.append((item, future))
        self._size_waiting += self._size(item)
        # Not at once: what arrived in the same turn of the loop goes together.
        loop.call_soon(self._flush)
        return await future

    def close(self) -> None:
        """Each door that it serves may say so."""
        if not self._closed:
            self._closed = True
            self._threads.end()

    def _flush(self) -> None:
        while self._free and self._waiting:
            batch = self._next_batch()
            self._free -= 1
            work = asyncio.get_running_loop().run_in_executor(self._threads, self._store, [item for item, _ in batch])
            work.add_done_callback(lambda done, batch=batch: self._answer(batch, done))  # type: ignore[misc]

    def _next_batch(self) -> "list[_Waiting[Item, Taken]]":
        batch: list[_Waiting[Item, Taken]] = []
        size = 0
        while self._waiting and (not batch or size + self._size(self._waiting[0][0]) <= self._most_at_once):
            batch.append(self._waiting.popleft())
            size += self._size(batch[-1][0])
        self._size_waiting -= size
        return batch

    def _answer(
        self, batch: "Sequence[_Waiting[Item, Taken]]", done: "asyncio.Future[list[Taken | Exception]]"
    ) -> None:
        self._free += 1
        self._flush()
        for (_item, future), taken in zip(batch, done.result(), strict=True):
            # A sender who left in the meantime is told nothing; his event is stored all the same.
            if future.done():
                continue
            if isinstance(taken, Exception):
                future.set_exception(taken)
            else:
                future.set_result(taken)

    def _store(self, items: Sequence[Item]) -> "_Outcomes[Taken]":
        close_old_connections()
        try:
            return list(self._take(items))
        except Exception as error:  # noqa: BLE001  whatever it is, the neighbours must not suffer
            if is_away(error):
                return [NoDatabase() for _ in items]
            if len(items) == 1:
                _log.error("an item could not be stored", exc_info=error)
                return [error]
            _log.warning("a batch of %s failed, taking its items one by one: %r", len(items), error)
        return [outcome for item in items for outcome in self._store([item])]


def is_away(error: Exception) -> bool:
    """Whether the database is gone, which is no fault of any item."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    try:
        return not connection.is_usable()
    except (DatabaseError, InterfaceError):
        return True
