from collections.abc import Sequence

from django.db import transaction

from andon.alerts.models import ChangeEvent, IntegrationKey
from andon.alerts.rules.event import ChangeIn
from andon.kit import clock
from andon.kit.secret import digest


@transaction.atomic
def receive_changes(changes: Sequence[ChangeIn]) -> list[bool]:
    """Keep change events with their services; False where the routing key is not known. Nobody is told."""
    keys = {
        key.digest: key
        for key in IntegrationKey.objects.filter(
            digest__in={digest(change.routing_key) for change in changes}, revoked_at=None
        )
    }
    found = [keys.get(digest(change.routing_key)) for change in changes]
    ChangeEvent.objects.bulk_create(
        ChangeEvent(
            service_id=key.service_id,
            summary=change.summary,
            source=change.source,
            kind=change.kind,
            who=change.who,
            environment=change.environment,
            link=change.link,
            payload=dict(change.payload),
            at=clock.now(),
        )
        for change, key in zip(changes, found, strict=True)
        if key
    )
    return [key is not None for key in found]
