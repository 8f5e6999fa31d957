from django.db import transaction

from andon.catalog.models import Service
from andon.paging.facts import PolicyBound
from andon.paging.models import Binding, Policy
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def bind_policy(service: Service, *, policy: Policy, by: Actor) -> Binding:
    """Say which policy pages for a service; the last word counts."""
    binding, _made = Binding.objects.update_or_create(service=service, defaults={"policy": policy})
    record(PolicyBound(policy=policy.id), subject=service.subject, by=by, about=[policy.subject])
    return binding
