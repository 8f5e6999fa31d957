from django.db import transaction

from andon.impact.facts import FixTakenBack
from andon.impact.models import Fix
from andon.impact.watching import look_soon
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_fix_back(fix: Fix, *, by: Actor) -> Fix:
    """It was none, or was rolled back: reports are judged from it no more. Repeating it changes nothing."""
    fix = Fix.objects.select_for_update(of=("self",)).select_related("incident").get(pk=fix.pk)
    if fix.taken_back_at is None:
        fix.taken_back_at = clock.now()
        fix.save(update_fields=["taken_back_at"])
        record(FixTakenBack(fix=fix.id), subject=fix.incident.subject, by=by)
        look_soon(fix.incident)
    return fix
