from django.db import connection, transaction
from django.utils.translation import gettext as _

from andon.catalog.facts import ServicesConnected
from andon.catalog.models import Dependency, Service
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record

_REACHES = """
WITH RECURSIVE reached(id) AS (
    SELECT needs_id FROM catalog_dependency WHERE service_id = %s
    UNION SELECT needs_id FROM catalog_dependency JOIN reached ON service_id = reached.id)
SELECT 1 FROM reached WHERE id = %s
"""


@transaction.atomic
def connect_services(service: Service, *, needs: Service, by: Actor) -> Dependency:
    """Say that a service does not work without another. A circle is refused; repeating it changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE catalog_dependency IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_REACHES, [needs.id, service.id])
        if service == needs or cursor.fetchone():
            raise Invalid({"needs": _("These services would depend on each other in a circle.")})
    dependency, made = Dependency.objects.get_or_create(service=service, needs=needs)
    if made:
        record(ServicesConnected(needs=needs.id), subject=service.subject, by=by, about=[needs.subject])
    return dependency
