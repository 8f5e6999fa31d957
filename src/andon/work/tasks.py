"""The registry of tasks: what a row of due work calls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import lanes

Args = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """A named function that due work calls with its stored arguments.

    `io=False`: the function and the removal of the row are one transaction, so it takes effect exactly once.
    `io=True`: no transaction around it; it talks to the outside and must bear being called again.
    `together`: so many rows at most are one transaction. Above 1 the function takes a list of arguments.
    """

    name: str
    run: Callable[..., None]
    lane: str
    io: bool
    together: int = 1

    def __call__(self, **args: Any) -> None:
        self.call_all([args])

    def call_all(self, pieces: Sequence[Args]) -> None:
        """All of them at once, where it takes them so; else one after another."""
        if self.together > 1:
            self.run(pieces)
            return
        for args in pieces:
            self.run(**args)


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
