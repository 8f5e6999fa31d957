"""For commands that need the database: load Django, or say in plain words why that cannot be."""

import signal
import sys
import threading

from andon.project.supervise.installation import Installation


def attach() -> Installation:
    """Ends the process when this installation has no database yet."""
    installation = Installation.from_environment()
    if not installation.database_url and not installation.dsn_file.exists():
        print(
            f"There is no database here yet: Andon was never started on {installation.home}.\n"
            "Start it with `andon up`, or set DATABASE_URL to a PostgreSQL database, or ANDON_HOME to its folder.",
            file=sys.stderr,
        )
        raise SystemExit(1)
    installation.attach()
    return installation


def end_on_signals() -> threading.Event:
    """Set on SIGTERM and Ctrl-C."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
