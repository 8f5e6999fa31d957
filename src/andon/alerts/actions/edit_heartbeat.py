from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.facts import HeartbeatPut
from andon.alerts.heartbeat_in import HeartbeatIn, checked
from andon.alerts.models import Heartbeat
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan_all

from .receive_pings import planned_of


@transaction.atomic
def edit_heartbeat(beat: Heartbeat, given: HeartbeatIn, *, by: Actor) -> Heartbeat:
    """What is awaited from now on, counted from the last ping; one that is late stays so until it pings.

    Putting the same again changes nothing.
    """
    given = checked(given)
    beat = Heartbeat.objects.select_related("key").select_for_update(of=("self",)).get(pk=beat.pk)
    if Heartbeat.objects.filter(name__iexact=given.name).exclude(pk=beat.pk).exists():
        raise Invalid({"name": _("Another heartbeat bears this name.")})
    if (beat.name, beat.every_minutes, beat.severity) == (given.name, given.every_minutes, given.severity):
        return beat
    beat.name, beat.every_minutes, beat.severity = given.name, given.every_minutes, given.severity
    beat.key.name = _("Heartbeat %(name)s") % {"name": given.name}
    beat.key.save(update_fields=["name"])
    if beat.last_ping_at and not beat.late_since:
        beat.due_at = beat.last_ping_at + timedelta(minutes=beat.every_minutes)
        plan_all([planned_of(beat)])
    beat.save(update_fields=["name", "every_minutes", "severity", "due_at"])
    fact = HeartbeatPut(service=beat.key.service_id, every_minutes=beat.every_minutes, severity=beat.severity)
    record(fact, subject=beat.subject, by=by)
    return beat
