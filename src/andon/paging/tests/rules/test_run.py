"""The rules of an escalation, on paper."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import BESIDE, shared_fixtures

from andon.paging.rules import run_events as events
from andon.paging.rules.rehearse import rehearse
from andon.paging.rules.run import settle
from andon.paging.rules.run_shapes import (
    Fired,
    Found,
    Plan,
    PlanStep,
    Queued,
    Skipped,
    State,
    Wanted,
    WentThrough,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(minute: float) -> datetime:
    return NINE + timedelta(minutes=minute)


class Paper:
    """A run on paper; who is on call is a table that a test changes."""

    def __init__(self, *steps: PlanStep, repeat: int = 0, ack_timeout: float = 0) -> None:
        timeout = timedelta(minutes=ack_timeout) if ack_timeout else None
        self.plan = Plan(steps or (step(), step(10), step(15)), repeat, timeout)
        self.on: dict[int, list[str]] = {-1: ["lead"], 0: ["ann"], 1: ["bob"], 2: ["cy"]}
        self.unfit: set[int] = set()
        self.opens_at: datetime | None = None
        self.state = events.trigger(State(), at(0))
        self.decided: list[Any] = []

    def find(self, _plan: Plan, number: int, _state: State) -> Found:
        if number in self.unfit:
            return Found(unfit=("not now",))
        return Found(tuple(Wanted(name) for name in self.on.get(number, [])), opens_at=self.opens_at)

    def to(self, minute: float) -> list[list[Any]]:
        """Only what happens at this instant: what was missed before is made up for."""
        outcome = settle(self.state, at(minute), lambda _state: self.plan, self.find)
        self.state = outcome.state
        self.decided.extend(outcome.decisions)
        return [
            [one.id, fired.step, fired.lap] for fired in outcome.decisions if isinstance(fired, Fired)
            for one in fired.wanted
        ]  # fmt: skip

    def kinds(self) -> list[type]:
        return [type(one) for one in self.decided]


def step(wait: float = 5, **more: Any) -> PlanStep:
    return PlanStep(wait=timedelta(minutes=wait), **more)


def vectors() -> list[dict[str, Any]]:
    file = BESIDE / "fixtures" / "vectors" / "escalation.json"
    found: list[dict[str, Any]] = json.loads(file.read_text()) if file.exists() else []
    return found


@pytest.mark.parametrize("vector", vectors() or [None], ids=lambda vector: vector["id"] if vector else "none")
def test_vectors(vector: dict[str, Any] | None) -> None:
    if vector is None:
        shared_fixtures("vectors/escalation.json")
    assert vector is not None
    assert rehearse(vector) == vector["expect"]


def test_an_acknowledgement_in_the_minute_of_a_step_wins_and_repeats_change_nothing() -> None:
    paper = Paper()
    paper.to(0)
    once = events.acknowledge(paper.state, at(5), "ann", paper.plan)
    assert once.phase == "acknowledged"
    assert events.acknowledge(once, at(6), "bob", paper.plan) is once
    over = events.resolve(once)
    assert events.acknowledge(over, at(7), "bob", paper.plan) is over
    assert events.resolve(over) is over


def test_acknowledged_and_forgotten_is_paged_again_from_the_first_step() -> None:
    paper = Paper(ack_timeout=30)
    paper.to(0)
    paper.state = events.acknowledge(paper.state, at(4), "ann", paper.plan)
    assert paper.to(33) == []
    assert paper.to(34) == [["ann", 0, 0]]
    assert paper.state.activation == 2


def test_after_an_outage_one_firing_makes_up_for_all_that_was_missed() -> None:
    paper = Paper()
    paper.to(0)
    assert paper.to(200) == [["bob", 2, 0], ["cy", 2, 0]]
    assert paper.to(200) == []
    assert paper.state.next_at == at(215)


def test_a_clock_that_jumps_back_pages_nobody_twice() -> None:
    paper = Paper()
    paper.to(60)
    assert paper.to(0) == []
    by_itself = events.hurry(paper.state, at(5), paper.plan, asked=False)
    assert by_itself.next_at == at(60)


@pytest.mark.parametrize("act", ["hurry", "decline", "reassign", "unacknowledge", "hurry acknowledged"])
def test_what_somebody_asks_for_waits_for_no_clock_that_jumped_back(act: str) -> None:
    paper = Paper()
    paper.to(60)
    assert paper.state.last_at == at(60)
    if act in ("unacknowledge", "hurry acknowledged"):
        paper.state = events.acknowledge(paper.state, at(61), None, paper.plan)
    match act:
        case "hurry" | "hurry acknowledged":
            paper.state = events.hurry(paper.state, at(5), paper.plan, asked=True)
        case "decline":
            for name in paper.state.here:
                paper.state = events.decline(paper.state, at(5), name)
        case "reassign":
            paper.state = events.reassign(paper.state, at(5))
        case "unacknowledge":
            paper.state = events.unacknowledge(paper.state, at(5))
    assert paper.state.next_at == at(5)
    paper.to(5)
    assert paper.to(5) == []
    assert paper.state.next_at is None or paper.state.next_at > at(5)


def test_nobody_at_all_is_one_alarm_a_pass_and_then_the_end() -> None:
    paper = Paper(repeat=1)
    paper.on = {-1: ["lead"]}
    assert paper.to(0) == [["lead", -1, 0]]
    assert paper.to(14) == []
    assert paper.to(15) == [["lead", -1, 1]]
    assert paper.to(30) == []
    assert paper.kinds().count(WentThrough) == 1


def test_a_step_may_wait_for_the_next_shift() -> None:
    paper = Paper(step(when_nobody="queue"), step())
    paper.on[0], paper.opens_at = [], at(120)
    assert paper.to(0) == []
    assert paper.state.next_at == at(120)
    assert paper.kinds() == [Queued]
    paper.on[0] = ["ann"]
    assert paper.to(120) == [["ann", 0, 0]]


def test_a_step_may_page_the_fallback_when_nobody_is_on_call() -> None:
    paper = Paper(step(when_nobody="fallback"), step())
    paper.on[0] = []
    assert paper.to(0) == [["lead", 0, 0]]


def test_several_must_acknowledge() -> None:
    paper = Paper(step(needed=2), step())
    paper.on[0] = ["ann", "abe", "ada"]
    paper.to(0)
    paper.state = events.acknowledge(paper.state, at(1), "ann", paper.plan)
    assert paper.state.phase == "running"
    assert events.acknowledge(paper.state, at(2), "ann", paper.plan) is paper.state
    assert events.acknowledge(paper.state, at(2), "abe", paper.plan).phase == "acknowledged"
    assert events.acknowledge(paper.state, at(2), None, paper.plan).phase == "acknowledged"
    # Whoever said so already is left alone by the next step.
    paper.on[1] = ["ann", "bob"]
    assert paper.to(5) == [["bob", 1, 0]]


def test_one_who_alone_is_asked_is_enough() -> None:
    paper = Paper(step(needed=3))
    paper.to(0)
    assert events.acknowledge(paper.state, at(1), "ann", paper.plan).phase == "acknowledged"


def test_not_me_goes_to_the_next_of_the_step_and_then_to_the_next_step() -> None:
    paper = Paper()
    paper.on[0] = ["ann", "abe"]
    paper.to(0)
    paper.state = events.decline(paper.state, at(1), "ann")
    assert paper.to(1) == []
    paper.state = events.decline(paper.state, at(2), "abe")
    assert paper.to(2) == [["bob", 1, 0]]
    assert events.decline(paper.state, at(3), "abe") is paper.state
    assert events.decline(paper.state, at(3), "zoe") is paper.state


def test_what_becomes_worse_adds_the_steps_that_fit_now() -> None:
    paper = Paper()
    paper.unfit = {0}
    assert paper.to(0) == [["bob", 1, 0]]
    assert [one.why for one in paper.decided if isinstance(one, Skipped)] == ["conditions"]
    paper.unfit = set()
    outcome = events.worsen(paper.state, at(2), paper.plan, paper.find)
    assert [[one.id for one in fired.wanted] for fired in outcome.decisions if isinstance(fired, Fired)] == [["ann"]]
    assert outcome.state.next_at == at(10)
    assert events.worsen(outcome.state, at(3), paper.plan, paper.find).state is outcome.state


def test_conditions_that_fit_nowhere_are_no_silence() -> None:
    paper = Paper()
    paper.unfit = {0, 1, 2}
    assert paper.to(0) == [["lead", -1, 0]]


def test_escalating_an_acknowledged_one_goes_on_and_a_finished_one_begins_again() -> None:
    paper = Paper()
    paper.to(0)
    paper.state = events.acknowledge(paper.state, at(1), "ann", paper.plan)
    paper.state = events.hurry(paper.state, at(2), paper.plan, asked=True)
    assert paper.to(2) == [["bob", 1, 0]]
    for minute in (12, 27):
        paper.to(minute)
    assert paper.state.phase == "exhausted"
    assert events.hurry(paper.state, at(30), paper.plan, asked=False) is paper.state
    paper.state = events.hurry(paper.state, at(30), paper.plan, asked=True)
    assert paper.to(30) == [["ann", 0, 0]]


def test_a_plan_that_shrinks_between_passes_is_no_index_out_of_range() -> None:
    paper = Paper(repeat=2)
    for minute in (0, 5, 15):
        paper.to(minute)
    paper.plan = Plan((step(),), repeat=2)
    assert paper.to(30) == [["ann", 0, 1]]


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
