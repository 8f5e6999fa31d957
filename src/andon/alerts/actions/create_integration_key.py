from secrets import token_hex

from django.db import transaction

from andon.alerts.facts import IntegrationKeyCreated
from andon.alerts.models import IntegrationKey
from andon.catalog.models import Service
from andon.kit import clock
from andon.kit.secret import digest
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def create_integration_key(service: Service, *, name: str, by: Actor) -> tuple[IntegrationKey, str]:
    """A new way in for a monitor, and its 32 characters, which are not stored and cannot be shown again."""
    text = token_hex(16)
    key = IntegrationKey.objects.create(
        service=service,
        name=clean(name, "name", 120, required=True),
        digest=digest(text),
        ending=text[-4:],
        made_at=clock.now(),
    )
    record(IntegrationKeyCreated(service=service.id), subject=key.subject, by=by, about=[service.subject])
    return key, text
