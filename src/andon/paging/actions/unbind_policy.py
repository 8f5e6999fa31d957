from django.db import transaction

from andon.paging.facts import PolicyUnbound
from andon.paging.models import Binding
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unbind_policy(binding: Binding, *, by: Actor) -> None:
    """Nobody is paged by it any more. Repeating it changes nothing; runs under way go on."""
    found = Binding.objects.select_for_update().filter(pk=binding.pk).first()
    if found is None:
        return
    record(PolicyUnbound(policy=found.policy_id), subject=binding.itself, by=by, about=[binding.policy.subject])
    found.delete()
