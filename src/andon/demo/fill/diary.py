"""Things that happened, each at its moment: the clock moves from one to the next, and due work runs in between."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from andon.kit import clock
from andon.work.engine.inline import run_due_work

_EVERY = timedelta(minutes=45)


class Diary:
    """Plays entries in order of time until `end`; what is later is left out, as it has not happened yet."""

    def __init__(self, begin: datetime, end: datetime) -> None:
        self.begin, self.end = begin, end
        self._entries: list[tuple[datetime, int, Callable[[], None], bool]] = []
        self._numbers = count()
        self._worked = begin

    def add(self, at: datetime, do: Callable[[], None], *, at_once: bool = False) -> None:
        """`at_once`: what follows from it is done before the next entry."""
        if at < self.end:
            heapq.heappush(self._entries, (at, next(self._numbers), do, at_once))

    def play(self, tell: Callable[[datetime], None]) -> None:
        """Entries may add later ones. Ends with the clock at `end` and nothing due undone."""
        day = None
        while self._entries:
            at, _number, do, at_once = heapq.heappop(self._entries)
            if at.date() != day:
                day = at.date()
                tell(at)
            if at - self._worked > _EVERY:
                self._work(at)
            stand_at(at)
            do()
            if at_once:
                self._work(at)
        self._work(self.end)

    def _work(self, at: datetime) -> None:
        stand_at(at)
        run_due_work()
        self._worked = at


def stand_at(moment: datetime) -> None:
    """Domain time of this process stands still at a moment."""
    clock.set_shift(clock.Shift(wall=clock.wall(), domain=moment, rate=0.0))
