from django.db import transaction

from andon.kit import clock
from andon.targets.models import Clock, Recompute, TargetSettings
from andon.targets.models.clock import OPEN
from andon.targets.models.recompute import Why
from andon.targets.models.target_settings import WhenChanged
from andon.targets.recomputing import plan_part
from andon.timeline.actor import Actor


@transaction.atomic
def recompute_clocks(why: str, *, by: Actor) -> Recompute | None:
    """Work all open clocks out again, in parts, as due work; one that is under way for this reason begins anew.

    None where running clocks keep the hours with which they began.
    """
    settings = TargetSettings.objects.first() or TargetSettings()
    if why == Why.CALENDAR and settings.when_calendar_changes == WhenChanged.FREEZE:
        return None
    total = Clock.objects.filter(state__in=OPEN).count()
    run = Recompute.objects.select_for_update().filter(why=why, ended_at=None).first() or Recompute(why=why)
    run.began_at, run.after, run.total, run.done, run.changed = clock.now(), None, total, 0, 0
    run.save()
    plan_part(run)
    return run
