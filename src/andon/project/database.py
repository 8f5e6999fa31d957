"""Where the database is: `DATABASE_URL`, else the embedded PostgreSQL that `andon up` keeps running."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PREPARED_AFTER = 5
"""Runs of a statement on one connection; psycopg's own number."""


def database_settings(home: Path) -> dict[str, Any]:
    """Django's DATABASES entry. Without DATABASE_URL the DSN file of the embedded PostgreSQL is read."""
    return settings_of_url(os.environ.get("DATABASE_URL") or _embedded_url(home))


def settings_of_url(url: str) -> dict[str, Any]:
    """A libpq URL such as postgresql://user@host/name?host=/socket/folder as Django's settings."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "andon",
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Planning a screen's statements takes longer than running them: the database keeps the plans of a connection.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER} | query,
    }


def _embedded_url(home: Path) -> str:
    dsn_file = home / "database.url"
    if dsn_file.exists():
        return dsn_file.read_text().strip()
    return "postgresql:///andon"
