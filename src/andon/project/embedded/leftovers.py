"""What a server that was killed leaves behind: its pid file, and perhaps processes that have not yet noticed.

Called only under our own lock, so no other Andon runs a server on these data.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def clear_leftovers(data: Path, *, seconds: float = 20) -> None:
    """End what is left of the last server and remove its pid file.

    PostgreSQL believes its pid file when any process of its user has that number, be it a zombie or somebody else's.
    """
    pid_file = data / "postmaster.pid"
    first_line = pid_file.read_text().partition("\n")[0] if pid_file.exists() else ""
    if _PROC.exists():
        _end_strays(data, seconds)
    elif first_line.lstrip("-").isdigit():
        _end_postmaster(abs(int(first_line)), seconds)
    pid_file.unlink(missing_ok=True)


def _end_strays(data: Path, seconds: float) -> None:
    """Servers work in their data folder: that tells ours from a stranger with the same number."""
    began = time.monotonic()
    asked: set[int] = set()
    while strays := list(_living_in(data)):
        late = time.monotonic() - began > seconds
        for pid in strays:
            # The backends of a killed postmaster end by themselves, unless they are busy.
            if late or pid not in asked:
                asked.add(pid)
                _send(pid, signal.SIGKILL if late else signal.SIGINT)
        time.sleep(0.05)


def _living_in(data: Path) -> Iterator[int]:
    there = data.stat()
    for process in _PROC.iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                # A zombie has no working folder any more.
                here = (process / "cwd").stat()
                runs = Path(os.readlink(process / "exe")).name.removesuffix(" (deleted)")
                if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino) and runs == "postgres":
                    yield int(process.name)


def _end_postmaster(pid: int, seconds: float) -> None:
    """Without /proc the number and the name must do; macOS ends no orphans, so this is the usual way there."""
    found = subprocess.run(["ps", "-p", str(pid), "-o", "comm="], capture_output=True, text=True, check=False)  # noqa: S603,S607
    if not found.stdout.strip().endswith("postgres"):
        return
    end = time.monotonic() + seconds
    _send(pid, signal.SIGINT)
    while time.monotonic() < end and _send(pid, 0):
        time.sleep(0.05)


def _send(pid: int, number: int) -> bool:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True
