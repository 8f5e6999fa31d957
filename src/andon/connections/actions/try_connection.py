from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.facts import ConnectionTested
from andon.connections.keeping import vendor_named
from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection
from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.http import NoAnswer
from andon.timeline.actor import Actor
from andon.timeline.record import record


def try_connection(connection: Connection, *, by: Actor) -> tuple[bool, str]:
    """Ask the vendor whether it knows us: whether it worked, and what it said. It sends nothing to customers."""
    vendor = vendor_named(connection.vendor)
    try:
        worked, said = True, vendor.test(connection, live_secrets(connection))
    except Refused as refused:
        worked, said = False, refused.message
    except NoAnswer as silence:
        worked, said = False, _("It did not answer: %(why)s.") % {"why": silence}
    with transaction.atomic():
        trouble = {} if worked else {"last_error": said[:2000], "last_error_at": clock.now()}
        found = {"own_ids": connection.own_ids, **trouble}
        Connection.objects.filter(pk=connection.pk).update(**found)
        record(ConnectionTested(vendor=vendor.slug, worked=worked), subject=connection.subject, by=by)
    return worked, said
