from django.db import transaction

from andon.channels.facts import SuppressionLifted
from andon.channels.models import Suppression
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def lift_suppression(found: Suppression, *, by: Actor) -> None:
    """The address is written to again from now on; what was held back is not sent by this. Twice changes nothing."""
    one = Suppression.objects.select_for_update().filter(pk=found.pk).first()
    if one is not None:
        record(SuppressionLifted(reason=one.reason), subject=one.subject, by=by)
        one.delete()
