"""The rules of an escalation, on paper."""

import json
from typing import Any

import pytest
from tests.shared import BESIDE, shared_fixtures

from andon.paging.rules import run_events as events
from andon.paging.rules.rehearse import rehearse
from andon.paging.rules.run_shapes import (
    Fired,
    Plan,
    Queued,
    Skipped,
    WentThrough,
)

from .paper import Paper, at, step


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
