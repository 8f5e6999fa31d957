"""Where the server's socket is. The kernel allows such a path 107 bytes, so it is often not below the data."""

import hashlib
import os
import tempfile
from pathlib import Path

from .account import Account

_MOST_BYTES = 107
_SOCKET = ".s.PGSQL.5432"


def short_run_folder(home: Path) -> Path:
    """The runtime folder of the installation that lives in `home`."""
    name = "andon-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:10]
    if os.geteuid() == 0:
        base = Path("/run")
    else:
        base = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.geteuid()}")
    if not os.access(base, os.W_OK):
        base = Path(tempfile.gettempdir())
    return base / name


def prepare_run_folder(wanted: Path, data: Path, account: Account | None) -> Path:
    """A folder that only the server's user (and root) can enter: the wanted one, else the short one of the data."""
    folder = wanted
    if len(os.fsencode(wanted.absolute() / _SOCKET)) > _MOST_BYTES or not _can_reach(wanted.absolute(), account):
        folder = short_run_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    found = folder.lstat()
    if found.st_uid not in (owner, os.geteuid()) or folder.is_symlink():
        raise RuntimeError(f"{folder} belongs to somebody else; remove it, or set another ANDON_HOME.")
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def _can_reach(folder: Path, account: Account | None) -> bool:
    """Whether the account may pass through every folder above; those that we make it may."""
    if account is None:
        return True
    for above in folder.parents:
        try:
            found = above.stat()
        except FileNotFoundError:
            continue
        if found.st_uid == account.uid:
            passes = found.st_mode & 0o100
        elif found.st_gid == account.gid:
            passes = found.st_mode & 0o010
        else:
            passes = found.st_mode & 0o001
        if not passes:
            return False
    return True
