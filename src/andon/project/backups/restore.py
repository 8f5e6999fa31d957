"""Put a backup back: all of it or nothing, in one transaction."""

import json
import os
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from django.db import connection

from .make import DUMP, MANIFEST
from .manifest import FORMAT, Manifest, unknown_migrations
from .programs import environment, find_programs, server_major

_PIECE = 1 << 20
_BEFORE = b"""\
SET lock_timeout = '30s';
SET client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
# pg_dump of 17 and later says this to every server; older ones do not know it.
_ONLY_NEW_SERVERS_KNOW = b"SET transaction_timeout = 0;\n"


class CannotRestore(Exception):
    """Why nothing was changed, in words for people."""


def read_manifest(file: Path) -> Manifest:
    """Raises CannotRestore for what is no whole backup, or one that this version or server cannot take."""
    try:
        with zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read(MANIFEST))
            archive.getinfo(DUMP)
    except FileNotFoundError:
        raise CannotRestore(f"There is no file {file}.") from None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise CannotRestore(f"{file} is not a whole backup of Andon ({error}).") from None
    if said.get("format") != FORMAT:
        raise CannotRestore(f"{file} was made by a newer Andon; upgrade Andon first.")
    manifest = Manifest(**said)
    if unknown := unknown_migrations(manifest):
        raise CannotRestore(
            f"{file} was made by a newer Andon ({manifest.andon}): it has {unknown[0]}. Upgrade Andon first."
        )
    if manifest.postgres > (ours := server_major()):
        raise CannotRestore(
            f"{file} is from PostgreSQL {manifest.postgres}; this server is {ours}. "
            "A backup goes into the same version of PostgreSQL or a newer one."
        )
    return manifest


def is_empty() -> bool:
    """Whether a restore would replace nothing."""
    from andon.people.models import User

    return User._meta.db_table not in connection.introspection.table_names() or not User.objects.exists()


def restore(file: Path) -> None:
    """Replace everything in the database. When it fails, the database is as it was."""
    psql = [find_programs().psql, "-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    old_server = server_major() < 17
    connection.close()
    with tempfile.TemporaryFile() as errors:
        with (
            zipfile.ZipFile(file) as archive,
            archive.open(DUMP) as dump,
            subprocess.Popen(psql, env=environment(), stdin=subprocess.PIPE, stderr=errors) as server,  # noqa: S603
        ):
            assert server.stdin
            try:
                _feed(dump, server.stdin, old_server=old_server)
            except BrokenPipeError:
                pass
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                # The end of the input would commit what came before the damage.
                server.kill()
                raise CannotRestore(f"{file} is damaged ({error}). The database is as it was.") from None
            except BaseException:
                server.kill()
                raise
        if server.returncode != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
            raise CannotRestore(f"The database refused it, and is as it was: {said[:2000]}")


def _feed(dump: IO[bytes], server: IO[bytes], *, old_server: bool) -> None:
    server.write(_BEFORE)
    first = dump.read(_PIECE)
    if old_server:
        first = first.replace(_ONLY_NEW_SERVERS_KNOW, b"", 1)
    server.write(first)
    while piece := dump.read(_PIECE):
        server.write(piece)
    server.flush()
