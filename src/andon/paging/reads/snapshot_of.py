"""A policy as a run keeps it (see `rules/snapshot.py`)."""

from typing import Any

from andon.paging.models import Binding, Policy, Step, StepTarget
from andon.paging.models.policy import Kind
from andon.people.models import Team, User
from andon.schedules.models import Schedule


def snapshot_of(policy: Policy, binding: Binding | None = None) -> dict[str, Any]:
    """The policy as it is now; four queries."""
    steps = policy.steps.prefetch_related("targets")
    return {
        "repeat": policy.repeat,
        "ack_timeout": binding.ack_timeout_minutes if binding else None,
        "team": str(policy.team_id),
        "fallback": _fallback(policy),
        "steps": [_step(step) for step in steps],
    }


def target_now(whom: Schedule | User | Team) -> dict[str, Any]:
    """Somebody who was named on the spot, as a target."""
    kind = {Schedule: Kind.SCHEDULE, User: Kind.USER, Team: Kind.TEAM}[type(whom)]
    return {"kind": str(kind), "id": str(whom.pk)}


def _fallback(policy: Policy) -> list[dict[str, Any]]:
    if policy.fallback_user_id:
        return [{"kind": "user", "id": str(policy.fallback_user_id)}]
    return [{"kind": "team", "id": str(policy.fallback_team_id)}] if policy.fallback_team_id else []


def _step(step: Step) -> dict[str, Any]:
    return {
        "wait": step.wait_minutes,
        "needed": step.needed,
        "when_nobody": step.when_nobody,
        "urgency": step.urgency,
        "conditions": step.conditions,
        "targets": [_target(target) for target in step.targets.all()],
    }


def _target(target: StepTarget) -> dict[str, Any]:
    named = target.schedule_id or target.user_id or target.team_id
    kept: dict[str, Any] = {"kind": target.kind, "id": str(named or target.id)}
    if target.kind == Kind.TURNS:
        kept["members"] = [str(member) for member in target.members]
    if target.kind == Kind.PLACE:
        kept |= {"address": target.address, "label": target.label}
    return kept
