"""Who would be woken for a service, before anybody presses."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.catalog.models import Service
from andon.kit import clock
from andon.paging.models import Binding, Escalation
from andon.paging.models.policy import Kind, StepTarget
from andon.paging.reads.people_at_work import people_at_work
from andon.people.models import User
from andon.schedules.reads.people_on_call import people_on_call


@dataclass(frozen=True, slots=True)
class WouldPage:
    """`first` are woken at once, `then` after `wait_minutes` without an answer. `running`: a page is out already."""

    service: Service
    has_policy: bool
    first: list[User]
    then: list[User]
    wait_minutes: int
    running: bool


def would_page(services: Sequence[Service]) -> dict[UUID, WouldPage]:
    """Per service, by its policy and who is on call now; the first step that reaches somebody, and the one after.

    Eleven queries for any number.
    """
    bindings = Binding.objects.filter(service__in=services).prefetch_related(
        "policy__steps__targets__schedule", "policy__steps__targets__user"
    )
    policies = {binding.service_id: binding.policy for binding in bindings}
    steps = {service: list(policy.steps.all()) for service, policy in policies.items()}
    schedules = {
        target.schedule_id: target.schedule
        for of_policy in steps.values()
        for step in of_policy
        for target in step.targets.all()
        if target.schedule and target.kind == Kind.SCHEDULE
    }
    found_now = people_on_call(list(schedules.values()), clock.now()) if schedules else {}
    on_call = {schedule.id: people for schedule, people in found_now.items()}
    teams = people_at_work(
        {
            target.team_id
            for of_policy in steps.values()
            for step in of_policy
            for target in step.targets.all()
            if target.team_id
        }
    )
    alerts = Escalation.objects.standing().filter(service__in=services, subject_kind="alert")
    running = set(alerts.values_list("service_id", flat=True))
    found = {}
    for service in services:
        reached = [
            (people, step.wait_minutes)
            for step in steps.get(service.id, [])
            if (people := [user for target in step.targets.all() for user in _people(target, on_call, teams)])
        ]
        found[service.id] = WouldPage(
            service=service,
            has_policy=service.id in policies,
            first=reached[0][0] if reached else [],
            then=reached[1][0] if len(reached) > 1 else [],
            wait_minutes=reached[0][1] if reached else 0,
            running=service.id in running,
        )
    return found


def _people(target: StepTarget, on_call: dict[UUID, list[User]], teams: dict[UUID, list[User]]) -> list[User]:
    """Who takes turns, comes next or looks after an account is known when it happens."""
    if target.team_id:
        return teams[target.team_id]
    if target.user:
        return [target.user] if target.user.is_active else []
    return on_call.get(target.schedule_id, []) if target.schedule_id and target.kind == Kind.SCHEDULE else []
