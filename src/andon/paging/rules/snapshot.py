"""A policy as a run keeps it: plain values that stay as they were when its pass began."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from .run_shapes import Plan, PlanStep, State

Snapshot = Mapping[str, Any]
"""repeat, ack_timeout (minutes or None), team, fallback (targets), steps: wait, needed, when_nobody, urgency,
conditions, targets; a target: kind, id, members, label, address. `pinned`: somebody said whom; a newer version of the
policy counts from the second pass on."""
_KEPT = [field.name for field in fields(State) if field.name not in ("phase", "next_at")]


def plan_of(snapshot: Snapshot) -> Plan:
    timeout = snapshot.get("ack_timeout")
    return Plan(
        steps=tuple(
            PlanStep(
                wait=timedelta(minutes=step["wait"]),
                needed=step.get("needed", 1),
                when_nobody=step.get("when_nobody", "next"),
            )
            for step in snapshot["steps"]
        ),
        repeat=snapshot["repeat"],
        ack_timeout=timedelta(minutes=timeout) if timeout else None,
    )


def with_first(snapshot: Snapshot, targets: Sequence[Mapping[str, Any]], *, wait: int) -> dict[str, Any]:
    """Somebody else is summoned first; then whom the policy says."""
    steps = list(snapshot["steps"])
    if snapshot.get("pinned"):
        steps = steps[1:]
    first = {"wait": wait, "targets": list(targets), "conditions": {}}
    return {**snapshot, "steps": [first, *steps], "pinned": True}


def stored(state: State) -> dict[str, Any]:
    """What the run's columns do not hold anyway."""
    given = {name: getattr(state, name) for name in _KEPT}
    given["last_at"] = state.last_at.isoformat() if state.last_at else None
    return given


def loaded(kept: Mapping[str, Any], *, phase: str, next_at: datetime | None) -> State:
    given = dict(kept)
    for name in ("here", "paged", "heard", "declined", "unfit"):
        given[name] = tuple(given.get(name, ()))
    if last_at := given.get("last_at"):
        given["last_at"] = datetime.fromisoformat(last_at)
    return State(phase=phase, next_at=next_at, **given)
