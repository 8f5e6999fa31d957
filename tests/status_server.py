"""`andon status serve`, alone: the process of its own that answers with the status pages' files."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.live_server import SOURCES, wait_until


@dataclass
class StatusServer:
    url: str
    folder: Path


@contextmanager
def serving(home: Path) -> Iterator[StatusServer]:
    """Its environment knows no database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    known = {name: value for name, value in os.environ.items() if "DATABASE" not in name and "ANDON" not in name}
    more = {"PYTHONPATH": str(SOURCES), "ANDON_HOME": str(home), "ANDON_STATUS_LISTEN": f"127.0.0.1:{port}"}
    process = subprocess.Popen([sys.executable, "-m", "andon.project.command", "status", "serve"], env=known | more)
    made = StatusServer(f"http://127.0.0.1:{port}", home / "status")
    try:
        wait_until(lambda: _answers(made.url), seconds=60, what="the server of the status pages")
        yield made
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code > 0
    except httpx.TransportError:
        return False
