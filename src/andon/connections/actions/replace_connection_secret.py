from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.facts import ConnectionSecretReplaced
from andon.connections.keeping import checked, keep_secret, secret_field, vendor_named
from andon.connections.models import Connection
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST_OVERLAP_HOURS = 24 * 7


@transaction.atomic
def replace_connection_secret(
    connection: Connection, *, field: str, secret: str = "", overlap_hours: int = 24, by: Actor
) -> tuple[Connection, str]:
    """A new secret; the one before stays good for so many hours (0: it ends now). One that is made here, where none is
    given and its field allows that, is returned and cannot be shown again; else "" is."""
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    vendor = vendor_named(connection.vendor)
    known = secret_field(vendor, field)
    if not 0 <= overlap_hours <= MOST_OVERLAP_HOURS:
        raise Invalid({"overlap_hours": _("Between 0 and %(most)s hours.") % {"most": MOST_OVERLAP_HOURS}})
    text = checked(vendor, field, secret)
    made = vendor.make_secret(field) if known.made and not text else ""
    if not (text or made):
        raise Invalid({field: _("This is needed.")})
    keep_secret(connection, field, text or made, overlap=timedelta(hours=overlap_hours))
    fact = ConnectionSecretReplaced(vendor=vendor.slug, field=field, overlap_hours=overlap_hours)
    record(fact, subject=connection.subject, by=by)
    vendor.changed(connection)
    return connection, made
