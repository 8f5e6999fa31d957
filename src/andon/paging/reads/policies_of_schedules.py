"""Which policies page whoever is on call for a schedule, for which services, and who comes after that person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.paging.models import Binding, Policy, Step


@dataclass(frozen=True, slots=True)
class Later:
    """Whom a later step names, and how many minutes after the first page."""

    names: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PolicyOfSchedule:
    policy: Policy
    services: list[str]
    later: list[Later]


def policies_of_schedules(ids: Sequence[UUID]) -> dict[UUID, list[PolicyOfSchedule]]:
    """By schedule; six queries for any number."""
    policies = list(
        Policy.objects.filter(steps__targets__schedule__in=list(ids))
        .distinct()
        .prefetch_related("steps__targets__schedule", "steps__targets__user", "steps__targets__team")
    )
    services: dict[UUID, list[str]] = defaultdict(list)
    for binding in (
        Binding.objects.select_related("service")
        .filter(policy__in=policies, service__isnull=False)
        .order_by("service__name")
    ):
        services[binding.policy_id].append(str(binding.service))
    found: dict[UUID, list[PolicyOfSchedule]] = defaultdict(list)
    for policy in policies:
        steps = list(policy.steps.all())
        for schedule, place in _first_places(steps).items():
            found[schedule].append(PolicyOfSchedule(policy, services[policy.id], _after(steps, place)))
    return found


def names_of(step: Step) -> str:
    """The people by name, schedules and teams by theirs."""
    return ", ".join(str(target.user or target.schedule or target.team) for target in step.targets.all())


def _first_places(steps: Sequence[Step]) -> dict[UUID, int]:
    places: dict[UUID, int] = {}
    for place, step in enumerate(steps):
        for target in step.targets.all():
            if target.schedule_id:
                places.setdefault(target.schedule_id, place)
    return places


def _after(steps: Sequence[Step], place: int) -> list[Later]:
    found, minutes = list[Later](), 0
    for step, following in zip(steps[place:], steps[place + 1 :], strict=False):
        minutes += step.wait_minutes
        found.append(Later(names_of(following), minutes))
    return found
