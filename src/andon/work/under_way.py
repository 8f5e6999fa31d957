"""The piece of work that runs here and now, in its own transaction.

Its row is let go of last: whoever acts on a subject locks the subject first and then plans or cancels what is due for
it, and a task must take the two in the same order, or one of them dies of the deadlock. Only a task that plans or
cancels its own key lets go of its row before that.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class LeaseLost(Exception):
    """Somebody re-planned, cancelled or took over the row while it ran: all is undone."""


@dataclass(slots=True)
class _UnderWay:
    key: str | None
    finish: Callable[[], bool]
    finished: bool = False

    def let_go(self) -> None:
        """Raises LeaseLost when the row is no longer ours."""
        if not self.finish() and not self.finished:
            raise LeaseLost
        self.finished = True


_here: ContextVar[_UnderWay | None] = ContextVar("under_way", default=None)


@contextmanager
def under_way(key: str | None, finish: Callable[[], bool]) -> Iterator[None]:
    """`finish` removes the row if its lease is still ours, and says whether it was."""
    mine = _UnderWay(key, finish)
    token = _here.set(mine)
    try:
        yield
        mine.let_go()
    finally:
        _here.reset(token)


def let_go_of(keys: Collection[str | None]) -> None:
    """These keys are about to be planned anew or forgotten: if the work under way has one of them, it ends here."""
    mine = _here.get()
    if mine is not None and mine.key is not None and not mine.finished and mine.key in keys:
        mine.let_go()
