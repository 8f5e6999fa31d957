from collections.abc import Mapping
from typing import Any

from django.db import transaction

from andon.connections.facts import ConnectionChanged
from andon.connections.keeping import vendor_named
from andon.connections.models import Connection
from andon.connections.settings_in import read_settings
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def change_connection(connection: Connection, *, name: str, settings: Mapping[str, Any], by: Actor) -> Connection:
    """Change its name and settings, all of them at once; secrets have their own verb. Repeating it changes nothing."""
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    vendor = vendor_named(connection.vendor)
    new = read_settings(vendor, settings)
    name = clean(name, "name", 120, required=True)
    old = connection.settings
    changed = sorted(field for field in new if new[field] != old.get(field))
    changed += ["name"] if name != connection.name else []
    if changed:
        connection.name, connection.settings = name, new
        connection.save(update_fields=["name", "settings"])
        fact = ConnectionChanged(vendor=vendor.slug, fields=changed)
        record(fact, subject=connection.subject, by=by)
        vendor.changed(connection)
    return connection
