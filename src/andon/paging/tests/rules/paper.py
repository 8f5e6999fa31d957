"""A run on paper: what would be decided, without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from andon.paging.rules import run_events as events
from andon.paging.rules.run import settle
from andon.paging.rules.run_shapes import (
    Fired,
    Found,
    Plan,
    PlanStep,
    State,
    Wanted,
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
