from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.models import Heartbeat
from andon.alerts.rules.build import event
from andon.alerts.rules.event import EventIn
from andon.kit import clock
from andon.work.plan import plan_all

from .receive_events import take_events
from .receive_pings import planned_of


@transaction.atomic
def miss_heartbeat(id: UUID) -> None:
    """Its ping has not come: an alert of its severity opens. One that has come in the meantime is awaited anew.

    Repeating it changes nothing; a heartbeat that is gone, or never began, is left alone.
    """
    beat = Heartbeat.objects.select_related("key").select_for_update(of=("self",)).filter(id=id).first()
    if beat is None or beat.due_at is None or beat.late_since or beat.key.revoked_at:
        return
    if beat.due_at > clock.now():
        plan_all([planned_of(beat)])
        return
    beat.late_since = beat.due_at
    beat.save(update_fields=["late_since"])
    take_events([(_late(beat), beat.key)])


def _late(beat: Heartbeat) -> EventIn:
    last = beat.last_ping_at or (beat.due_at or clock.now()) - timedelta(minutes=beat.every_minutes)
    return event(
        action="trigger",
        key=str(beat.id),
        summary=_("No sign of life from %(name)s for %(time)s") % {"name": beat.name, "time": beat.every},
        source=_("Heartbeat %(name)s") % {"name": beat.name},
        severity=beat.severity,
        details={"every minutes": beat.every_minutes, "last ping": last.isoformat()},
    )
