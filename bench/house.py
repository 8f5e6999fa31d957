"""A database for the figures: an embedded PostgreSQL that keeps its promises (fsync on), or DATABASE_URL."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_URL = "http://localhost:8199"


@contextmanager
def house() -> Iterator[Path]:
    """Django speaks with that database from here on; it is migrated. Yields a folder to work in."""
    with tempfile.TemporaryDirectory(prefix="andon-bench-", ignore_cleanup_errors=True) as place:
        home = Path(place)
        if "DATABASE_URL" in os.environ:
            _attach(home)
            yield home
            return
        from andon.project.postgres import EmbeddedPostgres

        server = EmbeddedPostgres(home / "data", home / "run")
        server.start()
        os.environ["DATABASE_URL"] = server.url
        try:
            _attach(home)
            yield home
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def _attach(home: Path) -> None:
    (home / "static").mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "andon.project.settings",
        "ANDON_HOME": str(home),
        "ANDON_BASE_URL": BASE_URL,
        "ANDON_LISTEN": BASE_URL.replace("http://localhost", "127.0.0.1"),
        "ANDON_SECRET_KEY": "only-for-figures-" + "x" * 40,
        "ANDON_API_RATE": "1000000",
        "ANDON_API_BURST": "1000000",
        "ANDON_EVENTS_BURST": "1000000",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
