"""Where the demo lives: a folder and ports of its own, so that it never touches an installation."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from andon.project.locks import FileLock
from andon.project.place import andon_home

_MARK = "made-by-andon-demo"


@contextmanager
def own_home(*, lasting: bool) -> Iterator[Path]:
    """An empty folder; a lasting one is beside the installation's and is emptied at the next start."""
    if not lasting:
        with tempfile.TemporaryDirectory(prefix="andon-demo-", ignore_cleanup_errors=True) as made:
            yield Path(made)
        return
    home = andon_home().absolute()
    home = home.with_name(f"{home.name}-demo")
    home.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.with_name(f"{home.name}.lock"))
    lock.take()
    try:
        _empty(home)
        yield home
    finally:
        lock.release()


def _empty(home: Path) -> None:
    if home.exists():
        if not (home / _MARK).exists() and any(home.iterdir()):
            raise FileExistsError(f"{home} is not empty and was not made by the demo. Move it aside.")
        shutil.rmtree(home)
    home.mkdir(mode=0o700)
    (home / _MARK).write_text("`andon demo` empties this folder at each start.\n")


def free_port(*wanted: int) -> int:
    """The first of these that is free on loopback, else any."""
    for port in (*wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("no port is free")


def without_installation() -> None:
    """Forget what points at an installation; the demo has its own."""
    for name in ("DATABASE_URL", "ANDON_BASE_URL", "ANDON_LISTEN", "ANDON_MAIL_LISTEN", "ANDON_STATUS_LISTEN"):
        os.environ.pop(name, None)
