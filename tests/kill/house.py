"""The product on a database of its own, every process of which can be killed and comes back."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from andon.project.postgres import EmbeddedPostgres
from tests.live_server import SOURCES, wait_until

CHECKOUT = SOURCES.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class House:
    """`kill(role)` is SIGKILL of "web", "worker", "mail" or "database", and starts it anew at once."""

    home: Path
    relay_port: int
    web_port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    processes: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._postgres = EmbeddedPostgres(self.home / "data", self.home / "run")

    @property
    def url(self) -> str:
        return f"http://localhost:{self.web_port}"

    def open(self) -> dict[str, str]:
        """Start everything; returns what the senders need."""
        self._postgres.start()
        seeded: dict[str, str] = json.loads(self.run("tests.kill.seed"))
        for role in ("web", "worker", "mail"):
            self._start(role)
        wait_until(self.web_is_well, seconds=60, what=f"the web server; see {self.home}")
        wait_until(self.mail_is_well, seconds=60, what=f"the mail listener; see {self.home}")
        return seeded

    def run(self, module: str, *arguments: str) -> bytes:
        """A program on its database, in a process of its own; what it prints."""
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
        done = subprocess.run(command, env=self._environment(), cwd=CHECKOUT, check=True, stdout=subprocess.PIPE)
        return done.stdout

    def close(self) -> None:
        for process in self.processes.values():
            _kill(process)
        self._postgres.stop()

    def kill(self, role: str) -> None:
        if role == "database":
            assert self._postgres.process
            self._postgres.process.send_signal(signal.SIGKILL)
            self._postgres.process.wait()
            self._postgres.stop()
            self._postgres.start()
            return
        _kill(self.processes[role])
        self._start(role)

    def web_is_well(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def mail_is_well(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.mail_port), timeout=5) as connection:
                return connection.recv(3) == b"220"
        except OSError:
            return False

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._postgres.url) as connection:
            return connection.execute(sql, values).fetchall()

    def _start(self, role: str) -> None:
        with (self.home / f"{role}.log").open("ab") as log:
            self.processes[role] = subprocess.Popen(
                [sys.executable, "-m", "andon.project.command", role],
                env=self._environment(),
                stdout=log,
                stderr=log,
                # A group of its own: the whole server is killed, as when its container is.
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        (self.home / "static").mkdir(exist_ok=True)
        return os.environ | {
            "PYTHONPATH": str(SOURCES),
            "DJANGO_SETTINGS_MODULE": "andon.project.settings",
            "DATABASE_URL": self._postgres.url,
            "ANDON_HOME": str(self.home),
            "ANDON_BASE_URL": self.url,
            "ANDON_LISTEN": f"127.0.0.1:{self.web_port}",
            "ANDON_SECRET_KEY": "only-for-tests-" + "x" * 40,
            "ANDON_MAIL_ADDRESS": "care@fernhill.example",
            "ANDON_MAIL_RELAY": f"smtp://127.0.0.1:{self.relay_port}",
            "ANDON_MAIL_LISTEN": f"127.0.0.1:{self.mail_port}",
            "ANDON_STATUS_LISTEN": "off",
        }


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
