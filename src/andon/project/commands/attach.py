"""For commands that need the database: load Django, or say in plain words why that cannot be."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from andon.project.locks import Taken
from andon.project.supervise.installation import Installation, write_private


def attach() -> Installation:
    installation = find_installation()
    installation.attach()
    return installation


def find_installation() -> Installation:
    """Ends the process when this installation has no database yet."""
    installation = Installation.from_environment()
    if not installation.database_url and not installation.dsn_file.exists():
        refuse(
            f"There is no database here yet: Andon was never started on {installation.home}.\n"
            "Start it with `andon up`, or set DATABASE_URL to a PostgreSQL database, or ANDON_HOME to its folder."
        )
    return installation


@contextmanager
def with_database(*, to_itself: bool = False) -> Iterator[Installation]:
    """The database runs meanwhile: the one that `andon up` keeps, else our own is started, and stopped afterwards.

    `to_itself`: refuse while Andon runs.
    """
    installation = Installation.from_environment()
    if installation.database_url:
        installation.attach()
        yield installation
        return
    lock = installation.lock()
    try:
        lock.take()
    except Taken as taken:
        if to_itself:
            refuse(f"Andon runs on {installation.home} (process {taken.holder}). Stop it first.")
        yield attach()
        return
    server = installation.server()
    try:
        server.start()
        write_private(installation.dsn_file, server.url + "\n")
        installation.attach()
        yield installation
    finally:
        from django.db import connections

        from andon.work import wake

        wake.hang_up()
        connections.close_all()
        server.stop()
        lock.release()


def end_on_signals() -> threading.Event:
    """Set on SIGTERM and Ctrl-C."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def refuse(why: str) -> None:
    print(why, file=sys.stderr)
    raise SystemExit(1)
