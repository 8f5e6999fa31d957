"""Whatever happens to a run, its promises hold."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from andon.paging.rules import run_events as events
from andon.paging.rules.run_shapes import (
    Fired,
    Plan,
)

from .paper import NINE, Paper, at, step

happenings = st.lists(
    st.tuples(
        st.sampled_from(
            ["ack", "unack", "snooze", "resolve", "trigger", "hurry", "notme", "off", "on", "worse", "reassign"]
        ),
        st.integers(-120, 60 * 24 * 40),
        st.sampled_from(["ann", "bob", "cy", "abe"]),
    ),
    max_size=30,
)


@given(happenings, st.integers(0, 3), st.sampled_from([0, 7, 30]), st.booleans())
def test_whatever_happens_the_promises_hold(
    given_events: list[tuple[str, int, str]], repeat: int, timeout: int, queue: bool
) -> None:
    paper = Paper(step(needed=2), step(when_nobody="queue" if queue else "next"), step(15), repeat=repeat)
    paper.plan = Plan(paper.plan.steps, repeat, timedelta(minutes=timeout) if timeout else None)
    paper.on[0] = ["ann", "abe"]
    log: list[tuple[str, datetime, str]] = []
    now, seen, history = at(0), set[Any](), list[tuple[int, int, int]]()
    for kind, minutes, name in given_events:
        now = max(NINE, now + timedelta(minutes=minutes))
        paper.opens_at = now + timedelta(hours=8)
        before = paper.state
        _happen(paper, kind, now, name)
        log.append((kind, now, name))
        decided = len(paper.decided)
        paper.to((now - NINE) / timedelta(minutes=1))
        fired = [one for one in paper.decided[decided:] if isinstance(one, Fired)]
        assert len(fired) <= 1, "three steps in one second"
        for one in fired:
            for person in one.wanted:
                key = (one.activation, one.lap, one.step, person.id)
                assert key not in seen, "paged twice"
                seen.add(key)
            if one.step >= 0 and kind not in ("notme", "worse"):
                history.append((one.activation, one.lap, one.step))
        state = paper.state
        assert state.lap <= repeat
        assert state.next_at is None or state.last_at is None or state.next_at >= min(state.last_at, now)
        if state.phase in ("running", "snoozed"):
            assert state.next_at is not None
            assert state.next_at > now or now < (state.last_at or now)
        if before.phase == "ended" and kind != "trigger":
            assert state is before
    assert history == sorted(history)


def _happen(paper: Paper, kind: str, now: datetime, name: str) -> None:
    match kind:
        case "ack":
            paper.state = events.acknowledge(paper.state, now, name, paper.plan)
        case "unack":
            paper.state = events.unacknowledge(paper.state, now)
        case "snooze":
            paper.state = events.snooze(paper.state, now, now + timedelta(minutes=20))
        case "resolve":
            paper.state = events.resolve(paper.state)
        case "trigger":
            paper.state = events.trigger(paper.state, now)
        case "hurry":
            paper.state = events.hurry(paper.state, now, paper.plan, asked=True)
        case "notme":
            paper.state = events.decline(paper.state, now, name)
        case "worse":
            paper.unfit.clear()
            paper.state = events.worsen(paper.state, now, paper.plan, paper.find).state
        case "reassign":
            paper.state = events.reassign(paper.state, now)
        case "off":
            paper.on = {step: [one for one in names if one != name] for step, names in paper.on.items()}
            paper.unfit.add(1)
        case "on":
            paper.on[1] = [name]
