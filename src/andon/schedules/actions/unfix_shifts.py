from django.db import transaction

from andon.kit import clock
from andon.schedules.due import watch_soon
from andon.schedules.facts import ShiftsUnfixed
from andon.schedules.models import FixedSpan
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unfix_shifts(span: FixedSpan, *, by: Actor) -> None:
    """The layers hold again from now on; the part that is over stays. Repeating it changes nothing."""
    found, now = FixedSpan.objects.select_for_update().filter(pk=span.pk).first(), clock.now()
    if found is None or found.ends_at <= now:
        return
    if found.starts_at < now:
        found.shifts.filter(starts_at__gte=now).delete()
        found.shifts.filter(ends_at__gt=now).update(ends_at=now)
        found.ends_at = now
        found.save(update_fields=["ends_at"])
    else:
        found.delete()
    record(ShiftsUnfixed(span=span.id), subject=span.schedule.subject, by=by, about=[span.schedule.team.subject])
    watch_soon(span.schedule)
