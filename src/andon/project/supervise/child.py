"""A child process of the supervisor: one of Andon's own commands, or the database."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from andon.project.death import dies_with_parent
from andon.project.postgres import EmbeddedPostgres


class Child(Protocol):
    name: str

    def start(self) -> None: ...
    def pid(self) -> int | None:
        """None when it does not run."""

    def ended_with(self) -> str: ...
    def ask_to_end(self) -> None: ...
    def end(self) -> None:
        """Wait for its end, not for ever."""


def command(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "andon.project.command", name, *arguments]


class CommandChild:
    """`andon <command>` in a session of its own: Ctrl-C reaches the supervisor alone, which ends all in order."""

    def __init__(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path | None, *, patience: float
    ) -> None:
        self.name = name
        self._arguments = list(arguments)
        self._environment = dict(environment)
        self._log = log
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(self._log.open("ab")) if self._log else None
            self._process = subprocess.Popen(  # noqa: S603
                command(*self._arguments),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )

    def pid(self) -> int | None:
        if self._process is None or self._process.poll() is not None:
            self._bury()
            return None
        return self._process.pid

    def ended_with(self) -> str:
        return _how(self._process.returncode) if self._process else "it was not started"

    def ask_to_end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._patience)
            self._bury()
            self._process.wait()

    def _bury(self) -> None:
        """The web server has children of its own, who would keep its port."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


class DatabaseChild:
    """The embedded PostgreSQL; `started` is told its URL."""

    name = "postgres"

    def __init__(self, server: EmbeddedPostgres, started: Callable[[str], None]) -> None:
        self._server = server
        self._started = started
        self._status: int | None = None

    def start(self) -> None:
        # What is left of the one that ended; also gives its lock back.
        self._server.stop()
        self._server.start()
        self._started(self._server.url)

    def pid(self) -> int | None:
        process = self._server.process
        if process is None or process.poll() is not None:
            self._status = process.returncode if process else self._status
            return None
        return process.pid

    def ended_with(self) -> str:
        return f"{_how(self._status)}; see {self._server.log}"

    def ask_to_end(self) -> None:
        """Only in `end`: the others still write what they were doing."""

    def end(self) -> None:
        self._server.stop()


def run_to_the_end(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run one of Andon's commands and return what it printed; raises CalledProcessError. Its errors are shown."""
    with subprocess.Popen(  # noqa: S603
        command(*arguments),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    ) as process:
        out, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(arguments), out)
    return out


def wait_until(true: Callable[[], bool], *, seconds: float, step: float = 0.05) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True


def _how(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit status {status}"
