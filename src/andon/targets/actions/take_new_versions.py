from django.db import transaction

from andon.targets.keeping import SYSTEM
from andon.targets.models import Clock, Recompute, TargetSettings
from andon.targets.models.recompute import Why
from andon.targets.versions import versions

from .recompute_clocks import recompute_clocks


@transaction.atomic
def take_new_versions() -> Recompute | None:
    """Time zones or holidays came in another version than the open clocks were worked out with: all are worked out
    again, once. With the same version nothing happens, nor where there was no clock yet. Open clocks follow even where
    a change of hours leaves them alone: nobody here chose it, and the old instants are wrong."""
    found, _made = TargetSettings.objects.select_for_update().get_or_create(id=1)
    now = versions()
    if found.worked_out_with == now:
        return None
    found.worked_out_with = now
    found.save(update_fields=["worked_out_with"])
    return recompute_clocks(Why.ZONES, by=SYSTEM) if Clock.objects.exists() else None
