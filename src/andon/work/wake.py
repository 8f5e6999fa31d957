"""Tell other processes that something was committed, without NOTIFY in a business transaction.

A transaction with NOTIFY holds a database-wide lock through its commit's flush. So a thread of this process sends one
coalesced NOTIFY, at most twenty a second, on a connection of its own. A crash before it is covered by the listeners'
poll once a second.
"""

import logging
import os
import threading
import time

import psycopg
from django.db import connections

CHANNEL = "andon"
_INTERVAL = 0.05
_log = logging.getLogger(__name__)


def connect() -> "psycopg.Connection[tuple[object, ...]]":
    """An autocommit connection of our own to Django's default database."""
    params = connections["default"].get_connection_params()
    wanted = {key: params[key] for key in ("dbname", "user", "password", "host", "port") if params.get(key)}
    return psycopg.connect(**wanted, autocommit=True)


class _Sender:
    """The thread of this process that sends NOTIFY, and its connection."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._told = threading.Event()
        self._ended = False
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._thread = threading.Thread(target=self._run, name="andon-wake", daemon=True)
        self._thread.start()

    def tell(self) -> None:
        self._told.set()

    def end(self) -> None:
        self._ended = True
        self._told.set()
        self._thread.join()

    def _run(self) -> None:
        while self._told.wait() and not self._ended:
            self._told.clear()
            try:
                self._send()
            except psycopg.Error:
                _log.warning("could not send NOTIFY; the listeners' poll covers it", exc_info=True)
                self._connection = None
            time.sleep(_INTERVAL)
        if self._connection is not None:
            self._connection.close()

    def _send(self) -> None:
        if self._connection is None or self._connection.closed:
            self._connection = connect()
            self._connection.execute("SET synchronous_commit = off")
        self._connection.execute(f"NOTIFY {CHANNEL}")


_sender: _Sender | None = None
_start = threading.Lock()


def tell() -> None:
    """Something was committed: wake the listeners soon. Costs a flag."""
    global _sender
    with _start:
        # A forked child has the object but not its thread.
        if _sender is None or _sender.process != os.getpid():
            _sender = _Sender()
        _sender.tell()


def hang_up() -> None:
    """Close the connection that `tell` opened; the next `tell` opens another."""
    global _sender
    with _start:
        if _sender is not None and _sender.process == os.getpid():
            _sender.end()
        _sender = None
