"""The registry of tasks: what a row of due work calls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import lanes

Args = Mapping[str, Any]
Errors = Sequence[Exception | None]


@dataclass(frozen=True, slots=True)
class Task:
    """A named function that due work calls with its stored arguments.

    `io=False`: the function and the removal of the row are one transaction, so it takes effect exactly once.
    `io=True`: no transaction around it; it talks to the outside and must bear being called again.
    `together`: so many rows at most are one transaction, or with `io` one call. Above 1 the function takes a list of
    arguments, and with `io` answers for each None or its error.
    """

    name: str
    run: Callable[..., Errors | None]
    lane: str
    io: bool
    together: int = 1

    def __call__(self, **args: Any) -> None:
        for error in self.call_all([args]):
            if error is not None:
                raise error

    def call_all(self, pieces: Sequence[Args]) -> Errors:
        """All of them at once, where it takes them so; else one after another. Says what failed without the others."""
        if self.together > 1:
            return self.run(pieces) or [None] * len(pieces)
        for args in pieces:
            self.run(**args)
        return [None] * len(pieces)


_tasks: dict[str, Task] = {}


def task(name: str, *, lane: str = lanes.BACKGROUND, io: bool = False) -> Callable[[Callable[..., None]], Task]:
    """Register a function under a name that stays: rows planned by the last version still carry it."""

    def register(run: Callable[..., None]) -> Task:
        return _register(Task(name, run, lane, io))

    return register


def task_in_lots(
    name: str, *, lane: str = lanes.BACKGROUND, together: int
) -> Callable[[Callable[[Sequence[Args]], None]], Task]:
    """Register a function that does many pieces in a few statements, in one transaction.

    It locks what it works on in the order of ids. When one piece fails, nothing of its lot has happened: the engine
    tries the lot again in halves, so that the one that fails fails alone.
    """

    def register(run: Callable[[Sequence[Args]], None]) -> Task:
        return _register(Task(name, run, lane, io=False, together=together))

    return register


def task_in_calls(
    name: str, *, lane: str = lanes.BACKGROUND, together: int
) -> Callable[[Callable[[Sequence[Args]], Errors]], Task]:
    """Register a function that talks to the outside for many pieces in one call, and bears being called again.

    It answers for each piece None or its error, so that one that fails holds up no other. A piece that ended its
    worker, or failed, comes again alone.
    """

    def register(run: Callable[[Sequence[Args]], Errors]) -> Task:
        return _register(Task(name, run, lane, io=True, together=together))

    return register


def _register(made: Task) -> Task:
    if made.lane not in lanes.LANES:
        raise ValueError(f"unknown lane {made.lane!r}")
    if made.name in _tasks:
        raise ValueError(f"task {made.name!r} is registered twice")
    _tasks[made.name] = made
    return made


def find_task(name: str) -> Task:
    """Raises LookupError for a name that no room registers (any more)."""
    try:
        return _tasks[name]
    except KeyError:
        raise LookupError(f"no task is called {name!r}") from None


def all_tasks() -> list[Task]:
    return sorted(_tasks.values(), key=lambda known: known.name)
