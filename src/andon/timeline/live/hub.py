"""The one reader of the feed in a web process: it follows the timeline and tells the switchboard.

A thread of its own: it is woken by NOTIFY, looks by itself once a second (a crash between a commit and its NOTIFY), and
takes over the shifted clock. Clients cost neither a thread nor a database connection.
"""

import asyncio
import logging
import os
import select
import threading
from collections.abc import Callable, Sequence

import psycopg
from django.db import DatabaseError, InterfaceError, connection

from andon.timeline.feed import News, read_since, seen_now
from andon.work import wake
from andon.work.clock import read_clock

from .switchboard import Switchboard

_POLL = 1.0
# At most so often, however many notices come.
_REST = 0.02
_BROKEN = (DatabaseError, InterfaceError, psycopg.Error, OSError)
_log = logging.getLogger(__name__)


class Hub:
    """Started and stopped on the event loop that the streams run on."""

    def __init__(self) -> None:
        self.switchboard = Switchboard()
        self._stop = threading.Event()
        self._reader, self._writer = os.pipe()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._listener: psycopg.Connection[tuple[object, ...]] | None = None
        self._seen = ""

    @property
    def is_running(self) -> bool:
        """Whether it follows the feed just now."""
        return bool(self._seen) and self._listener is not None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="andon-hub", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Return when the thread has ended and its connections are closed."""
        self._stop.set()
        os.write(self._writer, b".")
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._turn()
            except _BROKEN:
                _log.warning("the hub lost the database; trying again", exc_info=True)
                self._hang_up()
                self._stop.wait(_POLL)
        self._hang_up()

    def _turn(self) -> None:
        listener = self._listening()
        read_clock()
        if not self._seen:
            self._seen = seen_now()
        news, self._seen = read_since(self._seen)
        if news:
            self._on_loop(self.switchboard.tell, news)
        self._wait(listener)

    def _wait(self, listener: "psycopg.Connection[tuple[object, ...]]") -> None:
        # poll, not select: a process with thousands of streams has descriptors that select refuses.
        poll = select.poll()
        poll.register(self._reader, select.POLLIN)
        poll.register(listener.fileno(), select.POLLIN)
        poll.poll(_POLL * 1000)
        self._stop.wait(_REST)
        # What is told from here on wakes the next wait, after the look that comes first.
        for _notice in listener.notifies(timeout=0):
            pass

    def _listening(self) -> "psycopg.Connection[tuple[object, ...]]":
        if self._listener is None:
            # Listen before the first look: what is committed after the look wakes us.
            self._listener = wake.connect()
            self._listener.execute(f"LISTEN {wake.CHANNEL}")
        return self._listener

    def _hang_up(self) -> None:
        connection.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _on_loop(self, tell: Callable[[Sequence[News]], None], news: Sequence[News]) -> None:
        assert self._loop is not None
        if not self._stop.is_set():
            self._loop.call_soon_threadsafe(tell, news)
