"""An escalation, as a pure function: where it stands + what happened (or that time passed) = where it stands now, and
what was decided.

Whoever is on duty is asked when a step fires. An empty step is skipped at once; a pass that summoned nobody raises one
alarm to the fallback and waits as long as its longest step. An acknowledgement stops everything, until it times out;
that, the end of a snooze and an un-acknowledgement begin again at the first step, as a new activation. Steps missed
while nothing ran (an outage) are made up for by one firing: the latest step that is due, with everybody skipped to it.
A clock that jumps back pages nobody twice: what is due is an instant, and only what somebody asks for
(`run_events.py`) lies before the last page.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from .run_shapes import (
    ACKNOWLEDGED,
    ENDED,
    EXHAUSTED,
    FALLBACK,
    IDLE,
    NOBODY,
    QUEUE,
    RUNNING,
    SNOOZED,
    UNFIT,
    Decision,
    Expired,
    Fired,
    Found,
    Plan,
    Queued,
    Skipped,
    State,
    Wanted,
    WentThrough,
)

FindPeople = Callable[[Plan, int, State], Found]
"""Whom a step of the plan names, at the instant that is asked about."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    decisions: tuple[Decision, ...] = ()


def settle(
    state: State, at: datetime, plan_for: Callable[[State], Plan], find: FindPeople, *, most: int = 1000
) -> Outcome:
    """Do what is due at the instant. `plan_for` may hand in a newer plan where a pass begins, and only there."""
    decisions: list[Decision] = []
    for _turn in range(most):
        if not state.is_due(at):
            return Outcome(state, tuple(decisions))
        outcome = _tick(state, at, plan_for(state), find)
        state, decisions = outcome.state, [*decisions, *outcome.decisions]
    raise RuntimeError("a run that never waits")


def _tick(state: State, at: datetime, plan: Plan, find: FindPeople) -> Outcome:
    if state.phase in (ACKNOWLEDGED, SNOOZED):
        return Outcome(begin(state, at), (Expired(was=state.phase),))
    if state.step < len(plan.steps):
        return _fire(state, at, plan, find)
    if state.lap >= plan.repeat:
        return Outcome(replace(state, phase=EXHAUSTED, next_at=None), (WentThrough(),))
    again = replace(state, step=0, lap=state.lap + 1, fired=-1, anybody=False, unfit=(), queued=False, next_at=at)
    return Outcome(again)


def begin(state: State, at: datetime) -> State:
    """The first step is due now, whatever was before."""
    return State(phase=RUNNING, activation=state.activation + 1, next_at=at, last_at=state.last_at)


@dataclass(slots=True)
class _Walk:
    """From the step that is due to the one that fires."""

    state: State
    due: datetime
    reached: tuple[Wanted, ...] = ()
    fired: int | None = None
    decisions: tuple[Decision, ...] = ()
    queued_until: datetime | None = None


def _fire(state: State, at: datetime, plan: Plan, find: FindPeople) -> Outcome:
    walk = _Walk(state, state.next_at or at)
    step = state.step
    while step < len(plan.steps):
        found = _look(walk, at, plan, step, find)
        if walk.queued_until is not None:
            break
        step += 1
        if found.wanted or found.places:
            walk.reached, walk.fired = _merged(walk.reached, found), step - 1
            walk.due += plan.steps[step - 1].wait
            # Later than its wait, too (an outage): the step after it is due as well, and one firing does for both.
            if walk.due > at or not _somebody_later(plan, step, walk.state, find):
                break
    return _end_of_walk(walk, at, plan, step, find)


def _look(walk: _Walk, at: datetime, plan: Plan, step: int, find: FindPeople) -> Found:
    state = walk.state
    found = find(plan, step, state)
    if found.unfit:
        walk.decisions += (Skipped(step=step, lap=state.lap, why=UNFIT, words=found.unfit),)
        walk.state = replace(state, unfit=(*state.unfit, step))
        return Found()
    left = found.without((*state.heard, *state.declined))
    if left.wanted or left.places:
        return left
    if found.wanted:
        walk.decisions += (Skipped(step=step, lap=state.lap, why="answered"),)
        return Found()
    return _nobody(walk, at, plan, step, found, find)


def _nobody(walk: _Walk, at: datetime, plan: Plan, step: int, found: Found, find: FindPeople) -> Found:
    """What the step says for when nobody is on call."""
    state, choice = walk.state, plan.steps[step].when_nobody
    if choice == QUEUE and found.opens_at is not None and found.opens_at > at:
        if walk.fired is None:
            walk.queued_until = found.opens_at
            if not state.queued:
                walk.decisions += (Queued(step=step, lap=state.lap, until=found.opens_at),)
        else:
            # Somebody skipped to this step is paged first; it is looked at again when her wait is over.
            walk.queued_until = at + plan.steps[walk.fired].wait
        return Found()
    walk.decisions += (Skipped(step=step, lap=state.lap, why=NOBODY),)
    if choice in (QUEUE, FALLBACK):
        return find(plan, -1, state).without((*state.heard, *state.declined))
    return Found()


def _somebody_later(plan: Plan, step: int, state: State, find: FindPeople) -> bool:
    return any(_is_somebody(find(plan, later, state)) for later in range(step, len(plan.steps)))


def _is_somebody(found: Found) -> bool:
    return not found.unfit and bool(found.wanted or found.places)


def _merged(before: tuple[Wanted, ...], found: Found) -> tuple[Wanted, ...]:
    known = {(one.kind, one.id) for one in before}
    return (*before, *(one for one in (*found.wanted, *found.places) if (one.kind, one.id) not in known))


def _end_of_walk(walk: _Walk, at: datetime, plan: Plan, step: int, find: FindPeople) -> Outcome:
    state = walk.state
    if walk.fired is not None:
        people = tuple(one for one in walk.reached if one.kind == "person")
        fired = Fired(step=walk.fired, lap=state.lap, activation=state.activation, wanted=walk.reached, at=at)
        state = replace(
            state,
            step=walk.fired + 1,
            fired=walk.fired,
            next_at=walk.queued_until or at + plan.steps[walk.fired].wait,
            last_at=at,
            anybody=state.anybody or bool(people),
            here=tuple(one.id for one in people),
            paged=tuple(dict.fromkeys((*state.paged, *(one.id for one in people)))),
            needed=plan.steps[walk.fired].needed,
            queued=False,
        )
        return Outcome(state, (*walk.decisions, fired))
    if walk.queued_until is not None:
        return Outcome(replace(state, step=step, next_at=walk.queued_until, queued=True), walk.decisions)
    state = replace(state, step=len(plan.steps), next_at=at, queued=False)
    if state.anybody:
        return Outcome(state, walk.decisions)
    return _alarm(state, at, plan, walk.decisions, find)


def _alarm(state: State, at: datetime, plan: Plan, decisions: tuple[Decision, ...], find: FindPeople) -> Outcome:
    """A whole pass without anybody: loudly, once, and never silence."""
    found = find(plan, -1, state).without((*state.heard, *state.declined))
    alarm = Fired(step=-1, lap=state.lap, activation=state.activation, wanted=found.wanted, at=at)
    people = tuple(one.id for one in found.wanted)
    state = replace(
        state,
        next_at=at + max(step.wait for step in plan.steps),
        last_at=at,
        here=people,
        paged=tuple(dict.fromkeys((*state.paged, *people))),
        needed=1,
        anybody=True,
    )
    return Outcome(state, (*decisions, alarm))


__all__ = ["ACKNOWLEDGED", "ENDED", "EXHAUSTED", "IDLE", "RUNNING", "SNOOZED", "Outcome", "begin", "settle"]
