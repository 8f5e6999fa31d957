from django.db import transaction

from andon.kit import clock
from andon.schedules.due import watch_soon
from andon.schedules.facts import OverrideRemoved
from andon.schedules.models import Override
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def remove_override(override: Override, *, by: Actor) -> None:
    """The layers hold again from now on; the part of it that is over stays. Repeating it changes nothing."""
    found, now = Override.objects.select_for_update().filter(pk=override.pk).first(), clock.now()
    if found is None or found.ends_at <= now:
        return
    if found.starts_at < now:
        found.ends_at = now
        found.save(update_fields=["ends_at"])
    else:
        found.delete()
    record(OverrideRemoved(user=found.user_id), subject=override.schedule.subject, by=by)
    watch_soon(override.schedule)
