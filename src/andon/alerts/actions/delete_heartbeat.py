from uuid import UUID

from django.db import transaction

from andon.alerts.facts import HeartbeatDeleted
from andon.alerts.models import Heartbeat
from andon.alerts.rules.event import EventIn
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import cancel

from .receive_events import take_events
from .revoke_integration_key import revoke_integration_key


@transaction.atomic
def delete_heartbeat(id: UUID, *, by: Actor) -> None:
    """Nothing is awaited any more: its ping address answers no more, and an alert of it is over.

    Deleting it again changes nothing. Alerts of the past keep their key.
    """
    beat = Heartbeat.objects.select_related("key").select_for_update(of=("self",)).filter(id=id).first()
    if beat is None:
        return
    take_events([(EventIn(routing_key="", action="resolve", dedup_key=str(beat.id)), beat.key)])
    cancel(f"alerts:heartbeat:{beat.id}")
    record(HeartbeatDeleted(service=beat.key.service_id), subject=beat.subject, by=by)
    key = beat.key
    beat.delete()
    revoke_integration_key(key, by=by)
