"""`andon up` as people run it, in a home of its own, and what the tests look at."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SOURCES = Path(__file__).resolve().parents[2] / "src"


class Up:
    """One start of `andon up`; `home` outlives it."""

    def __init__(self, home: Path, **further: str) -> None:
        self.home = home
        web, mail, status = _free_port(), _free_port(), _free_port()
        self.url = f"http://localhost:{web}"
        self.mail = ("127.0.0.1", mail)
        self.status_url = f"http://127.0.0.1:{status}"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANDON_")}
        inherited.pop("DATABASE_URL", None)
        self.environment = {
            **inherited,
            "PYTHONPATH": str(SOURCES),
            "ANDON_HOME": str(home),
            "ANDON_LISTEN": f"127.0.0.1:{web}",
            "ANDON_MAIL_LISTEN": f"127.0.0.1:{mail}",
            "ANDON_STATUS_LISTEN": f"127.0.0.1:{status}",
            **further,
        }
        self.said = home.with_suffix(".out")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(self.line("up"), env=self.environment, stdout=out, stderr=out)
        self.wait(lambda: "Andon is running" in self.said.read_text(), "it to run")

    def stop(self) -> int:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def pids(self) -> dict[str, int]:
        return dict(json.loads((self.home / "processes.json").read_text()))

    def is_well(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=10).status_code == 200
        except httpx.TransportError:
            return False

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Another command on the same home."""
        return subprocess.run(self.line(*arguments), env=self.environment, capture_output=True, text=True, check=False)

    def python(self, code: str) -> str:
        """Run this with Django and the database of the home; what it printed."""
        whole = "from andon.project.commands.attach import with_database\nwith with_database():\n"
        whole += "".join(f"    {line}\n" for line in code.strip().splitlines())
        done = subprocess.run(
            [sys.executable, "-c", whole], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def line(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "andon.project.command", *arguments]

    def database(self) -> str:
        return (self.home / "database.url").read_text().strip()

    def wait(self, true: Callable[[], object], what: str, seconds: float = 300) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"waited in vain for {what}; it said: {self.said.read_text()}"
            assert self.process is None or self.process.poll() is None, self.said.read_text()
            time.sleep(0.05)


@contextmanager
def running(home: Path, **further: str) -> Iterator[Up]:
    up = Up(home, **further)
    try:
        up.start()
        yield up
    finally:
        if up.process and up.process.poll() is None:
            up.stop()


def processes_of(home: Path) -> set[int]:
    """Every living process with this home in its environment, or at work in its data."""
    found = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                at_work = Path(os.readlink(process / "cwd")).is_relative_to(home)
                told = f"ANDON_HOME={home}".encode() in (process / "environ").read_bytes().split(b"\0")
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if at_work or told:
                found.add(int(process.name))
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
