"""The work that runs here and now, in its own transaction: one piece, or a lot of one task.

Its rows are let go of last: whoever acts on a subject locks the subject first and then plans or cancels what is due for
it, and a task must take the two in the same order, or one of them dies of the deadlock. Only a task that plans or
cancels its own keys lets go of their rows before that; one that takes a lot does so when it has locked all subjects.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


class LeaseLost(Exception):
    """Somebody re-planned, cancelled or took over rows while they ran: all is undone. `ids`: which."""

    def __init__(self, ids: Collection[int]) -> None:
        super().__init__(sorted(ids))
        self.ids = frozenset(ids)


Finish = Callable[[Collection[int]], set[int]]
"""Removes those rows whose lease is still ours, and says which."""


@dataclass(slots=True)
class _UnderWay:
    keys: Mapping[str, int]
    finish: Finish
    finished: set[int] = field(default_factory=set)

    def let_go(self, ids: Collection[int]) -> None:
        """Raises LeaseLost when rows are no longer ours. What a savepoint brought back goes again."""
        self.finished |= self.finish(ids)
        if lost := set(ids) - self.finished:
            raise LeaseLost(lost)


_here: ContextVar[_UnderWay | None] = ContextVar("under_way", default=None)


@contextmanager
def under_way(rows: Mapping[int, str | None], finish: Finish) -> Iterator[None]:
    """`rows`: the key of each row under way, by its id."""
    mine = _UnderWay({key: id for id, key in rows.items() if key is not None}, finish)
    token = _here.set(mine)
    try:
        yield
        mine.let_go(rows)
    finally:
        _here.reset(token)


def let_go_of(keys: Collection[str | None]) -> None:
    """These keys are about to be planned anew or forgotten: the work under way that has them ends here."""
    mine = _here.get()
    if mine is None:
        return
    ids = {mine.keys[key] for key in keys if key is not None and key in mine.keys} - mine.finished
    if ids:
        mine.let_go(ids)
