"""Policies with their steps and services, and which service pages by which policy."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from andon.catalog.models import Service
from andon.paging.models import Binding, Policy


@dataclass(frozen=True, slots=True)
class Bound:
    """`policy` None: nobody is paged for the service."""

    service: Service
    policy: Policy | None
    ack_timeout_minutes: int | None = None


def policies_offered() -> QuerySet[Policy]:
    """With team, steps, and whom each step names; six queries for any number."""
    whom = ("steps__targets__schedule", "steps__targets__user", "steps__targets__team")
    return Policy.objects.select_related("team").prefetch_related(*whom)


def bound_services() -> list[Bound]:
    """Every service, those without a policy first; two queries."""
    bound = Binding.objects.filter(service__isnull=False).select_related("policy")
    bindings = {binding.service_id: binding for binding in bound}
    found = [_bound(service, bindings.get(service.id)) for service in Service.objects.select_related("owner")]
    return sorted(found, key=lambda bound: (bound.policy is not None, bound.service.name))


def _bound(service: Service, binding: Binding | None) -> Bound:
    return Bound(service, binding.policy, binding.ack_timeout_minutes) if binding else Bound(service, None)


def concierges() -> list[Binding]:
    """Who looks after which tier or account: tiers first; one query."""
    found = Binding.objects.filter(service=None).select_related("policy", "account")
    return list(found.order_by("account__name", "tier"))


def services_by_policy(bound: list[Bound]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for one in bound:
        if one.policy:
            found[one.policy.id].append(one.service.name)
    return found
