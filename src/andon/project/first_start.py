"""What must be true before the set runs: the database migrated, and somebody able to come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from andon.people.links import make_link, revoke_links
from andon.people.models import User
from andon.timeline.actor import Actor

from .the_installation import INSTALLATION

# Any number that nobody else takes: advisory locks are told apart by it alone.
_LOCK = 4_201_120_261
_PURPOSE = "first_administrator"


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


@contextmanager
def alone() -> Iterator[None]:
    """One at a time in the whole database, whichever machine they are on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def migrate() -> None:
    """Bring the database to this version; under `alone`."""
    call_command("migrate", interactive=False, verbosity=0)


def first_administrators_link() -> str | None:
    """A link for whoever sets this installation up; None once there is a user. An earlier link ends."""
    if User.objects.exists():
        return None
    revoke_links(_PURPOSE, INSTALLATION)
    token = make_link(_PURPOSE, INSTALLATION, Actor.system("people"), timedelta(days=1))
    return settings.BASE_URL + reverse("people:welcome", args=[token])
