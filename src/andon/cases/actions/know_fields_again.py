from django.db import transaction

from andon.targets.actions.recompute_clocks import recompute_clocks
from andon.targets.models import Recompute, TargetPolicy
from andon.targets.models.recompute import Why
from andon.timeline.actor import Actor


@transaction.atomic
def know_fields_again(key: str, *, by: Actor) -> Recompute | None:
    """An own field was defined, changed or archived: where a policy's condition names it, all open clocks are worked
    out anew, in parts. None where no policy does."""
    conditions = TargetPolicy.objects.filter(retired_at=None, subject_kind="case").values_list("condition", flat=True)
    return recompute_clocks(Why.POLICY, by=by) if any(key in condition for condition in conditions) else None
