"""The registry of tasks: what a row of due work calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import lanes


@dataclass(frozen=True, slots=True)
class Task:
    """A named function that due work calls with its stored arguments.

    `io=False`: the function and the removal of the row are one transaction, so it takes effect exactly once.
    `io=True`: no transaction around it; it talks to the outside and must bear being called again.
    """

    name: str
    run: Callable[..., None]
    lane: str
    io: bool

    def __call__(self, **args: Any) -> None:
        self.run(**args)


_tasks: dict[str, Task] = {}


def task(name: str, *, lane: str = lanes.BACKGROUND, io: bool = False) -> Callable[[Callable[..., None]], Task]:
    """Register a function under a name that stays: rows planned by the last version still carry it."""
    if lane not in lanes.LANES:
        raise ValueError(f"unknown lane {lane!r}")

    def register(run: Callable[..., None]) -> Task:
        if name in _tasks:
            raise ValueError(f"task {name!r} is registered twice")
        _tasks[name] = made = Task(name, run, lane, io)
        return made

    return register


def find_task(name: str) -> Task:
    """Raises LookupError for a name that no room registers (any more)."""
    try:
        return _tasks[name]
    except KeyError:
        raise LookupError(f"no task is called {name!r}") from None


def all_tasks() -> list[Task]:
    return sorted(_tasks.values(), key=lambda known: known.name)
