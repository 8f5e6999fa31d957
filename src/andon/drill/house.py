"""A database and a worker of the drill's own, on loopback; whatever points at an installation is forgotten."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from andon.project.postgres import EmbeddedPostgres

_OF_INSTALLATION = ("DATABASE_URL", "ANDON_", "OTEL_")
_LANES = ("page", "mail_in", "tell_vip", "tell", "call", "background")


class House:
    def __init__(self, home: Path, relay_port: int) -> None:
        self._home, self._relay_port = home, relay_port
        self._postgres = EmbeddedPostgres(home / "data", home / "run")
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "House":
        (self._home / "static").mkdir()
        self._postgres.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._worker is not None:
            self._end()
        self._postgres.stop()

    def run(self, step: str, *arguments: str) -> dict[str, Any]:
        """A step of `company.py`, in a process of its own; what it says."""
        command = [sys.executable, "-W", "ignore", "-m", "andon.drill.company", step, *arguments]
        done = subprocess.run(command, env=self._environment(), check=True, stdout=subprocess.PIPE)
        said: dict[str, Any] = json.loads(done.stdout)
        return said

    def states(self) -> dict[str, int]:
        """What the product itself says: recipients by state. Asked plainly, so that asking costs it nothing."""
        with psycopg.connect(self._postgres.url) as connection:
            return dict(connection.execute("SELECT state, count(*) FROM comms_recipient GROUP BY state").fetchall())

    def is_ready(self) -> bool:
        """Whether a worker has said that it is there."""
        with psycopg.connect(self._postgres.url) as connection:
            return bool(connection.execute("SELECT 1 FROM work_lanebeat WHERE lane = 'tell'").fetchone())

    def start_worker(self) -> None:
        with (self._home / "worker.log").open("ab") as log:
            lanes = [word for lane in _LANES for word in ("--lane", lane)]
            command = [sys.executable, "-m", "andon.project.command", "worker", *lanes]
            self._worker = subprocess.Popen(
                command, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )

    def kill_worker(self) -> None:
        """SIGKILL, then a new one."""
        self._end()
        self.start_worker()

    def is_alive(self) -> bool:
        return self._worker is not None and self._worker.poll() is None

    def _end(self) -> None:
        assert self._worker is not None
        with suppress(ProcessLookupError):
            os.killpg(self._worker.pid, signal.SIGKILL)
        self._worker.wait()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_INSTALLATION)}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "andon.project.settings",
            "DATABASE_URL": self._postgres.url,
            "ANDON_HOME": str(self._home),
            "ANDON_BASE_URL": "http://localhost",
            "ANDON_SECRET_KEY": "only-for-a-drill-" + "x" * 40,
            "ANDON_MAIL_ADDRESS": "care@drill.example",
            "ANDON_MAIL_RELAY": f"smtp://127.0.0.1:{self._relay_port}",
            "ANDON_MEANING_MODEL": "lexical",
        }
