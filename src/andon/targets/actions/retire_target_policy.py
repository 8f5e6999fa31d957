from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.targets.facts import TargetPolicyRetired
from andon.targets.models import TargetPolicy
from andon.targets.models.recompute import Why
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .recompute_clocks import recompute_clocks


@transaction.atomic
def retire_target_policy(policy: TargetPolicy, *, by: Actor) -> TargetPolicy:
    """It holds for nobody any more; what went by it goes by the next that fits. The default stays.

    Its name stays readable where it was missed. Repeating it changes nothing.
    """
    found = TargetPolicy.objects.select_for_update().get(id=policy.id)
    if found.is_default:
        raise Conflict(_("The default always holds. Change it instead."))
    if found.retired_at is None:
        found.retired_at = clock.now()
        found.save(update_fields=["retired_at"])
        record(TargetPolicyRetired(slug=found.slug), subject=found.subject, by=by)
        recompute_clocks(Why.POLICY, by=by)
    return found
