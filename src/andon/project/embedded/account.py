"""Whom PostgreSQL runs as. It refuses to run as root, so root lends it a system user."""

import contextlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MADE = "andon"
_KNOWN = (_MADE, "postgres")


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int

    def popen_options(self) -> dict[str, Any]:
        """What makes a child of root run as this account, without root's groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def account_for(data: Path) -> Account | None:
    """None: as ourselves. Data that exist keep their owner, so that a user added later changes nothing."""
    if os.geteuid() != 0:
        return None
    if (data / "PG_VERSION").exists():
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    return _existing(*_KNOWN) or _make() or _existing("nobody") or _refuse()


def _existing(*names: str) -> Account | None:
    for name in names:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    return None


def _make() -> Account | None:
    """A system user that cannot sign in; by useradd, else by BusyBox's adduser."""
    useradd = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", _MADE]
    adduser = ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", _MADE]
    for command in (useradd, adduser):
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
            if done.returncode == 0:
                return _existing(_MADE)
    return None


def _refuse() -> Account:
    raise RuntimeError(
        "PostgreSQL does not run as root, and no system user could be made for it. "
        f"Make one called {_MADE!r}, or start Andon as an ordinary user."
    )
