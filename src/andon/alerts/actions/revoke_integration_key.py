from django.db import transaction

from andon.alerts.facts import IntegrationKeyRevoked
from andon.alerts.models import IntegrationKey
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_integration_key(key: IntegrationKey, *, by: Actor) -> IntegrationKey:
    """Events with this key are refused from now on. Repeating it changes nothing."""
    key = IntegrationKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at = clock.now()
        key.save(update_fields=["revoked_at"])
        record(IntegrationKeyRevoked(service=key.service_id), subject=key.subject, by=by)
    return key
