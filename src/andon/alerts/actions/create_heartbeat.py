from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.facts import HeartbeatPut
from andon.alerts.heartbeat_in import HeartbeatIn, checked
from andon.alerts.models import Heartbeat
from andon.alerts.models.integration_key import HEARTBEAT
from andon.catalog.models import Service
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.secret import seal
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .create_integration_key import create_integration_key


@transaction.atomic
def create_heartbeat(service: Service, given: HeartbeatIn, *, by: Actor) -> Heartbeat:
    """Await a sign of life every so often, from the first one on; a name is taken once, whatever its case."""
    given = checked(given)
    if Heartbeat.objects.filter(name__iexact=given.name).exists():
        raise Invalid({"name": _("Another heartbeat bears this name.")})
    key, text = create_integration_key(
        service, name=_("Heartbeat %(name)s") % {"name": given.name}, by=by, format=HEARTBEAT
    )
    beat = Heartbeat.objects.create(
        key=key,
        name=given.name,
        every_minutes=given.every_minutes,
        severity=given.severity,
        sealed_token=seal(text),
        made_at=clock.now(),
    )
    fact = HeartbeatPut(service=service.id, every_minutes=beat.every_minutes, severity=beat.severity)
    record(fact, subject=beat.subject, by=by, about=[service.subject])
    return beat
