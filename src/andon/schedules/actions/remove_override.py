from django.db import transaction

from andon.schedules.facts import OverrideRemoved
from andon.schedules.models import Override
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def remove_override(override: Override, *, by: Actor) -> None:
    """The rotation holds again. Repeating it changes nothing."""
    if Override.objects.filter(pk=override.pk).delete()[0]:
        record(OverrideRemoved(user=override.user_id), subject=override.schedule.subject, by=by)
