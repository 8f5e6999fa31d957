"""What a backup says of itself, so that a restore can refuse before it touches anything."""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from andon.kit import clock
from andon.project.version import version

from .programs import server_major

FORMAT = 1
# Held apart, or of this machine alone.
_LEFT_OUT = ("ANDON_SECRET_KEY", "ANDON_HOME", "ANDON_POSTGRES_BIN")


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    made_at: str
    andon: str
    postgres: int
    migrations: list[str]
    configuration: dict[str, str]

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def manifest_now() -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at=clock.wall().isoformat(),
        andon=version(),
        postgres=server_major(),
        migrations=sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations),
        configuration=_configuration(),
    )


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Those that this version does not have: the backup is of a newer Andon."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations or {}}
    return [name for name in manifest.migrations if name not in known]


def _configuration() -> dict[str, str]:
    """The ANDON_* settings, without passwords: a restore says which differ."""
    found = {name: value for name, value in os.environ.items() if name.startswith("ANDON_") and name not in _LEFT_OUT}
    return {name: _without_password(value) for name, value in sorted(found.items())}


def _without_password(value: str) -> str:
    try:
        password = urlsplit(value).password
    except ValueError:
        return value
    return value.replace(f":{password}@", ":…@") if password else value
