"""A worker process: claims for its lanes, runs in threads, sleeps exactly until the next moment or a wake-up."""

import logging
import os
import select
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future

import psycopg
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from andon.kit import clock
from andon.work import wake
from andon.work.beats import EVERY, beat
from andon.work.clock import read_clock
from andon.work.threads import DatabaseThreads

from .attempt import attempt_lot
from .claim import LEASE, keep_leases, next_moment
from .lots import Lot, claim_lots

_POLL = 1.0
_BROKEN = (DatabaseError, InterfaceError, psycopg.Error, OSError)
_log = logging.getLogger(__name__)


class Worker:
    """Runs due work of some lanes until `stop` is set. Each thread has its own database connection."""

    def __init__(self, lanes: Sequence[str], *, threads: int = 4) -> None:
        self._lanes = list(lanes)
        self._threads = threads
        self._running: dict[Future[None], Lot] = {}
        self._lock = threading.Lock()
        self._said_at = float("-inf")
        self._done_reader, self._done_writer = os.pipe()
        os.set_blocking(self._done_reader, False)
        self._listener: psycopg.Connection[tuple[object, ...]] | None = None

    def run(self, stop: threading.Event) -> None:
        """Return when `stop` is set and what was running has ended."""
        threading.Thread(target=self._beat, args=(stop,), name="andon-heartbeat", daemon=True).start()
        pool = DatabaseThreads(self._threads, "andon-work")
        while not stop.is_set():
            try:
                self._turn(pool)
            except _BROKEN:
                _log.warning("the database does not answer; trying again", exc_info=True)
                self._forget_connections()
                time.sleep(_POLL)
        pool.end()
        self._forget_connections()

    def _turn(self, pool: DatabaseThreads) -> None:
        listener = self._listening()
        read_clock()
        self._say_so()
        with self._lock:
            free = self._threads - len(self._running)
        lots = claim_lots(self._lanes, limit=free) if free else []
        for lot in lots:
            future = pool.submit(_in_thread, lot)
            with self._lock:
                self._running[future] = lot
            future.add_done_callback(self._done)
        if sum(len(lot) for lot in lots) < free:
            self._wait([listener.fileno()], self._seconds_until_next())
            for _notice in listener.notifies(timeout=0):
                pass
        elif len(lots) == free:
            self._wait([], _POLL)

    def _say_so(self) -> None:
        """In the loop itself, not in a thread of its own: what hangs must fall silent."""
        if time.monotonic() - self._said_at >= EVERY.total_seconds():
            beat(self._lanes)
            self._said_at = time.monotonic()

    def _listening(self) -> "psycopg.Connection[tuple[object, ...]]":
        if self._listener is None:
            # Listen before the first look: what is committed after the look wakes us.
            self._listener = wake.connect()
            self._listener.execute(f"LISTEN {wake.CHANNEL}")
            with connection.cursor() as cursor:
                # This connection only moves leases; one lost in a crash is only a piece of work taken again.
                cursor.execute("SET synchronous_commit = off")
        return self._listener

    def _forget_connections(self) -> None:
        connection.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._running.pop(future, None)
        os.write(self._done_writer, b".")

    def _wait(self, sources: list[int], seconds: float) -> None:
        ready, _, _ = select.select([self._done_reader, *sources], [], [], seconds)
        if self._done_reader in ready:
            os.read(self._done_reader, 4096)

    def _seconds_until_next(self) -> float:
        run_at, leased_until = next_moment(self._lanes)
        waits = [_POLL]
        if run_at:
            waits.append(clock.wall_seconds_until(run_at))
        if leased_until:
            # One that is held beyond its lease by its own transaction may be past for long.
            waits.append(max(0.25, (leased_until - clock.wall()).total_seconds()))
        return max(0.001, min(waits))

    def _beat(self, stop: threading.Event) -> None:
        while not stop.wait(LEASE.total_seconds() / 3):
            with self._lock:
                held = [work for lot in self._running.values() for work in lot]
            if held:
                try:
                    keep_leases(held)
                except _BROKEN:
                    connection.close()
        connection.close()


def _in_thread(lot: Lot) -> None:
    close_old_connections()
    attempt_lot(lot)
