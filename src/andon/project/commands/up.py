"""`andon up`: the whole set under one parent, until Ctrl-C or SIGTERM."""

import argparse
import signal
import sys
import threading

from andon.project.supervise.installation import Installation
from andon.project.supervise.supervisor import CannotStart, Supervisor

_SECONDS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Runs the database, the web server, workers, the mail listener and the status pages' own server, and starts "
        "again what ends. "
        "Stop it with Ctrl-C. Settings are environment variables: ANDON_HOME (data), ANDON_LISTEN (127.0.0.1:8000), "
        "ANDON_BASE_URL (how people reach it), ANDON_STATUS_LISTEN (127.0.0.1:8001; off for none), "
        "ANDON_MAIL_LISTEN, ANDON_MAIL_ADDRESS, ANDON_MAIL_RELAY; "
        "with DATABASE_URL it uses that PostgreSQL instead of its own."
    )


def run(options: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    installation = Installation.from_environment()
    supervisor = Supervisor(installation, say=_say, ended=stop.is_set)
    _say(f"Starting Andon on {installation.home} …")
    try:
        supervisor.start()
    except (CannotStart, OSError, ValueError) as why:
        if stop.is_set():
            return 0
        print(f"Andon cannot start. {why}", file=sys.stderr)
        return 1
    try:
        _say(_welcome(supervisor))
        while not stop.wait(_SECONDS):
            supervisor.look()
    finally:
        _say("Stopping …")
        supervisor.stop()
    _say("Stopped.")
    return 0


def _welcome(supervisor: Supervisor) -> str:
    installation = supervisor.installation
    lines = ["", "Andon is running."]
    if supervisor.welcome:
        lines += [
            "  Begin here:  " + supervisor.welcome,
            "               (makes the first administrator; good for a day)",
        ]
    lines += [
        f"  Open:        {installation.url}",
        f"  Mail in:     {installation.mail_listen}",
        *([f"  Status page: {installation.status_listen}"] if installation.serves_status else []),
        f"  Data:        {installation.home}",
        "  Stop:        Ctrl-C",
        "",
    ]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, flush=True)
