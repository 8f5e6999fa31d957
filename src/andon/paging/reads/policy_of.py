"""Which policy pages for a service."""

from andon.catalog.models import Service
from andon.paging.models import Binding, Policy


def policy_of(service: Service) -> Policy | None:
    binding = Binding.objects.select_related("policy__team").filter(service=service).first()
    return binding.policy if binding else None
