"""The data folder: made once, by one version of PostgreSQL."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .account import Account
from .binaries import Binaries

SUPERUSER = "postgres"


class WrongVersion(RuntimeError):
    """The data were made by another major version of PostgreSQL."""


@contextmanager
def lent(folder: Path, account: Account | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The folder's name for a child, and Popen's options that go with it.

    A child of another user need not be allowed to pass the folders above: it gets this one open, and names it by that.
    """
    if account is None or sys.platform != "linux":
        yield str(folder.absolute()), {"cwd": "/", **(account.popen_options() if account else {})}
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", {"cwd": "/", "pass_fds": [descriptor], **account.popen_options()}
    finally:
        os.close(descriptor)


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
    with lent(making, account) as (name, popen_options):
        command = [binaries["initdb"], "-D", name, f"--username={SUPERUSER}", *locale]
        # Who may enter the socket's folder is who may connect.
        command += ["--auth=trust", *([] if durable else ["--no-sync"])]
        done = subprocess.run(  # noqa: S603
            command,
            env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **popen_options,
        )
    if done.returncode != 0:
        raise RuntimeError(f"PostgreSQL could not make its data folder {data}:\n{done.stdout}{done.stderr}")
    making.rename(data)
