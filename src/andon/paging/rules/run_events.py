"""What happens to an escalation from outside: each event is a pure function of where it stands.

Whatever cannot be in a state changes nothing: the same state comes back (the same object), and the caller knows.

What somebody asks for is due at the instant that it is asked, wherever the clock jumped: that nobody is paged twice is
held by activation, pass, step and person. What happens by itself is never due before the last page.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from .run import FindPeople, Outcome, begin
from .run_shapes import (
    ACKNOWLEDGED,
    ENDED,
    EXHAUSTED,
    IDLE,
    RUNNING,
    SNOOZED,
    Fired,
    Plan,
    State,
)


def trigger(state: State, at: datetime) -> State:
    """Begin; a run that stands already stays as it is."""
    if state.phase in (IDLE, ENDED):
        return begin(state, _not_before(state, at))
    return state


def acknowledge(state: State, at: datetime, person: str | None, plan: Plan) -> State:
    """Somebody is on it. Where a step asks for several, nothing stops before so many have said so; a program's word
    (`person` None) counts for all."""
    if state.phase not in (RUNNING, EXHAUSTED, SNOOZED) or (person and person in state.heard):
        return state
    heard = (*state.heard, person) if person else state.heard
    enough = person is None or len(heard) >= min(state.needed, max(1, len(state.paged)))
    if not enough:
        return replace(state, heard=heard)
    until = _not_before(state, at) + plan.ack_timeout if plan.ack_timeout else None
    return replace(state, phase=ACKNOWLEDGED, heard=heard, next_at=until, queued=False)


def unacknowledge(state: State, at: datetime) -> State:
    """Nobody is on it after all: begin again."""
    return begin(state, at) if state.phase in (ACKNOWLEDGED, SNOOZED) else state


def snooze(state: State, at: datetime, until: datetime) -> State:
    """Nobody is summoned until then; then it begins again."""
    if state.phase in (RUNNING, ACKNOWLEDGED, EXHAUSTED, SNOOZED):
        return replace(state, phase=SNOOZED, next_at=max(until, _not_before(state, at)), heard=(), queued=False)
    return state


def resolve(state: State) -> State:
    """Over. Nothing but a trigger brings it back."""
    return state if state.phase in (IDLE, ENDED) else replace(state, phase=ENDED, next_at=None, queued=False)


def reassign(state: State, at: datetime) -> State:
    """Somebody else is summoned first: the caller hands in the plan that says whom."""
    return state if state.phase in (IDLE, ENDED) else begin(state, at)


def hurry(state: State, at: datetime, plan: Plan, *, asked: bool) -> State:
    """Do not wait: the next step now. `asked`: by somebody, so that a plan that was gone through begins again."""
    at = at if asked else _not_before(state, at)
    over = state.step >= len(plan.steps) and state.lap >= plan.repeat
    match state.phase:
        case "running" if over and asked:
            return begin(state, at)
        case "running":
            return replace(state, next_at=at)
        case "acknowledged" | "snoozed" | "exhausted" if asked or state.phase != EXHAUSTED:
            if over or state.phase == EXHAUSTED:
                return begin(state, at)
            # Whoever had it passes it on: messages still on their way belong to what was before.
            return replace(state, phase=RUNNING, activation=state.activation + 1, next_at=at, heard=())
    return state


def decline(state: State, at: datetime, person: str) -> State:
    """ "Not me": the next one of the same step, else the next step. While others of the step are awaited, they are."""
    if person not in state.paged or person in state.declined or state.phase not in (RUNNING, ACKNOWLEDGED):
        return state
    declined = (*state.declined, person)
    heard = tuple(one for one in state.heard if one != person)
    if state.phase == ACKNOWLEDGED:
        if state.heard and person not in state.heard:
            return replace(state, declined=declined)
        again = replace(state, phase=RUNNING, activation=state.activation + 1, declined=declined, heard=heard)
        return _same_step(again, at)
    left = replace(state, declined=declined, heard=heard)
    if person not in state.here or any(one not in declined for one in state.here):
        return left
    return _same_step(left, at)


def _same_step(state: State, at: datetime) -> State:
    """Its people are asked for again, without those who declined."""
    step = state.fired if state.fired >= 0 else state.step
    return replace(state, step=step, next_at=at)


def worsen(state: State, at: datetime, plan: Plan, find: FindPeople) -> Outcome:
    """It became worse: steps of this pass whose conditions did not hold and hold now summon at once, beside the others.

    An acknowledgement and a snooze stand. Where nobody had answered, it goes on from there.
    """
    if state.phase not in (RUNNING, EXHAUSTED) or not state.unfit:
        return Outcome(state)
    at, fits = _not_before(state, at), list[Fired]()
    wait = timedelta()
    for step in state.unfit:
        found = find(plan, step, state) if step < len(plan.steps) else None
        if found is None or found.unfit:
            continue
        new = found.without((*state.heard, *state.declined))
        state = replace(state, unfit=tuple(one for one in state.unfit if one != step))
        if new.wanted or new.places:
            fits.append(Fired(step, state.lap, state.activation, (*new.wanted, *new.places), at))
            wait = max(wait, plan.steps[step].wait)
            people = tuple(one.id for one in new.wanted)
            paged = tuple(dict.fromkeys((*state.paged, *people)))
            state = replace(state, here=(*state.here, *people), paged=paged, anybody=True, last_at=at)
    if fits and state.phase == EXHAUSTED:
        state = replace(state, phase=RUNNING, next_at=at + wait)
    return Outcome(state, tuple(fits))


def _not_before(state: State, at: datetime) -> datetime:
    """The clock may have jumped back: nothing is due before the last page."""
    return max(at, state.last_at) if state.last_at else at
