"""A policy on paper: who would be summoned in which minute, when this and that happens. For checking the rules against
vectors of any origin; people are names, on call unless an event says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from . import run_events as events
from .run import settle
from .run_shapes import Found, Plan, PlanStep, State, Wanted

NOBODY = "!nobody"
_BEGIN = datetime(2026, 1, 5, tzinfo=UTC)


def rehearse(given: Mapping[str, Any]) -> list[list[Any]]:
    """`policy`, `events` ([minute, kind, ...]) and `horizon_min`: rows of [minute, name, step, pass].

    What happens in the minute in which a step is due happens before the step.
    """
    rehearsal = _Rehearsal(given["policy"])
    horizon = int(given["horizon_min"])
    for minute, kind, *rest in sorted(given["events"], key=lambda event: event[0]):
        rehearsal.until(min(int(minute), horizon + 1))
        if minute <= horizon:
            rehearsal.happen(int(minute), kind, *rest)
    rehearsal.until(horizon + 1)
    return rehearsal.rows


class _Rehearsal:
    def __init__(self, policy: Mapping[str, Any]) -> None:
        self._targets: Sequence[Sequence[str]] = [step["targets"] for step in policy["steps"]]
        timeout = policy.get("ack_timeout_min")
        self._plan = Plan(
            steps=tuple(PlanStep(wait=timedelta(minutes=step["delay_min"])) for step in policy["steps"]),
            repeat=policy.get("repeat", 0),
            ack_timeout=timedelta(minutes=timeout) if timeout else None,
        )
        self._off: set[str] = set()
        self._state = State()
        self.rows: list[list[Any]] = []

    def happen(self, minute: int, kind: str, *more: Any) -> None:
        at = _at(minute)
        match kind:
            case "trigger":
                self._state = events.trigger(self._state, at)
            case "ack":
                self._state = events.acknowledge(self._state, at, more[0] if more else None, self._plan)
            case "unack":
                self._state = events.unacknowledge(self._state, at)
            case "snooze":
                self._state = events.snooze(self._state, at, at + timedelta(minutes=more[0]))
            case "resolve":
                self._state = events.resolve(self._state)
            case "offcall":
                self._off.add(more[0])
            case "oncall":
                self._off.discard(more[0])
            case _:
                raise ValueError(f"an event of an unknown kind: {kind}")

    def until(self, minute: int) -> None:
        """All that is due before the minute."""
        while (due := self._state.next_at) is not None and due < _at(minute):
            outcome = settle(self._state, due, lambda _state: self._plan, self._find)
            self._state = outcome.state
            for decided in outcome.decisions:
                self.rows.extend(_rows(decided))

    def _find(self, _plan: Plan, step: int, _state: State) -> Found:
        names = [NOBODY] if step < 0 else [name for name in self._targets[step] if name not in self._off]
        return Found(tuple(Wanted(name) for name in names))


def _rows(decided: Any) -> Iterator[list[Any]]:
    for one in getattr(decided, "wanted", ()):
        yield [(decided.at - _BEGIN) // timedelta(minutes=1), one.id, decided.step, decided.lap]


def _at(minute: int) -> datetime:
    return _BEGIN + timedelta(minutes=minute)
