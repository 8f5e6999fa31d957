from django.db import transaction

from andon.catalog.facts import ServicesDisconnected
from andon.catalog.models import Dependency, Service
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def disconnect_services(service: Service, *, needs: Service, by: Actor) -> None:
    """Say that a service works without another. Repeating it changes nothing."""
    gone, _rows = Dependency.objects.filter(service=service, needs=needs).delete()
    if gone:
        record(ServicesDisconnected(needs=needs.id), subject=service.subject, by=by, about=[needs.subject])
