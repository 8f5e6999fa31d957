"""The data folder: made once, by one version of PostgreSQL."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .account import Account
from .binaries import Binaries

SUPERUSER = "postgres"


class WrongVersion(RuntimeError):
    """The data were made by another major version of PostgreSQL."""


def seen_by_server(data: Path, account: Account | None) -> str:
    """The data folder's name for a server of another user, who need not be allowed to pass the folders above it.

    Such a server is started inside its folder, and works there.
    """
    return "/proc/self/cwd" if account is not None and sys.platform == "linux" else str(data.absolute())


def ensure_cluster(data: Path, binaries: Binaries, account: Account | None, *, durable: bool) -> None:
    """Make the data folder if there is none; refuse one of another major version."""
    version_file = data / "PG_VERSION"
    if version_file.exists():
        found, ours = version_file.read_text().strip(), binaries.major()
        if found != str(ours):
            raise WrongVersion(
                f"The data in {data} belong to PostgreSQL {found}, but this Andon brings PostgreSQL {ours}. "
                f"Nothing was changed. With the Andon you had before, run `andon backup FILE`; then move {data} aside "
                "and run `andon restore FILE` with this one."
            )
        return
    if data.exists() and any(data.iterdir()):
        raise RuntimeError(f"{data} is neither empty nor PostgreSQL's; Andon will not write there.")
    _make(data, binaries, account, durable=durable)


def _make(data: Path, binaries: Binaries, account: Account | None, *, durable: bool) -> None:
    # Made beside and renamed, so that a start that was cut off leaves nothing half made.
    making = data.with_name(data.name + ".making")
    if making.exists():
        shutil.rmtree(making)
    making.mkdir(mode=0o700, parents=True)
    if account is not None:
        os.chown(making, account.uid, account.gid)
    # The wheel is built without ICU and must not depend on the system's locales.
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if binaries.major() < 17:
        locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    command = [binaries["initdb"], "-D", seen_by_server(making, account), f"--username={SUPERUSER}", *locale]
    # Who may enter the socket's folder is who may connect.
    command += ["--auth=trust", "--no-instructions", *([] if durable else ["--no-sync"])]
    done = subprocess.run(  # noqa: S603
        command,
        cwd=making,
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **(account.popen_options() if account else {}),
    )
    if done.returncode != 0:
        raise RuntimeError(f"PostgreSQL could not make its data folder {data}:\n{done.stdout}{done.stderr}")
    making.rename(data)
