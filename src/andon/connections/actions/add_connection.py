from collections.abc import Mapping
from typing import Any

from django.db import transaction

from andon.connections.facts import ConnectionAdded
from andon.connections.keeping import keep_secrets, vendor_named
from andon.connections.models import Connection
from andon.connections.settings_in import read_settings
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def add_connection(
    *, vendor: str, name: str, settings: Mapping[str, Any], secrets: Mapping[str, str], by: Actor
) -> tuple[Connection, dict[str, str]]:
    """Connect an account at a vendor; it works from now on. Also returns the secrets that were made here, by name:
    they cannot be shown again. Raises Invalid with the text per field."""
    known = vendor_named(vendor)
    connection = Connection(
        vendor=known.slug,
        name=clean(name, "name", 120, required=True),
        settings=read_settings(known, settings),
        made_at=clock.now(),
    )
    connection.save(force_insert=True)
    made = keep_secrets(connection, known, secrets, needed=True)
    record(ConnectionAdded(vendor=known.slug), subject=connection.subject, by=by)
    known.changed(connection)
    return connection, made
