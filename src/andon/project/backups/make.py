"""Make a backup: one file with the whole database (blobs are in it) and the settings; the keys in a file apart."""

import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings

from .manifest import manifest_now
from .programs import environment, find_programs

MANIFEST, DUMP = "manifest.json", "database.sql"
# Owners and rights are those of the place where it is restored.
_AS_TEXT = ["--format=plain", "--no-owner", "--no-privileges", "--encoding=UTF8"]


class CannotBackUp(Exception):
    """Why there is no backup, in words for people."""


def secrets_file(backup: Path) -> Path:
    return backup.with_name(backup.name + ".secrets")


def make_backup(file: Path) -> int:
    """Write `file` and, beside it, its keys; return its bytes. A consistent moment, while Andon works on.

    Whole or not at all. An existing file is not replaced.
    """
    if file.exists():
        raise CannotBackUp(f"{file} exists already; choose another name.")
    beside = file.with_name(file.name + ".part")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest_now().as_json(), indent=1))
                _dump_into(archive)
            out.flush()
            os.fsync(out.fileno())
        _write_secrets(secrets_file(file))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return file.stat().st_size


def _dump_into(archive: zipfile.ZipFile) -> None:
    command = [find_programs().pg_dump, *_AS_TEXT]
    with tempfile.TemporaryFile() as errors:
        with (
            subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=errors) as dump,  # noqa: S603
            archive.open(DUMP, "w", force_zip64=True) as entry,
        ):
            assert dump.stdout
            shutil.copyfileobj(dump.stdout, entry, 1 << 20)
        if dump.returncode != 0:
            errors.seek(0)
            raise CannotBackUp(f"The database could not be read: {errors.read().decode(errors='replace').strip()}")


def _write_secrets(file: Path) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("\n".join(settings.SECRET_KEYS) + "\n")
