"""Tells on the terminal what happens and what to look at."""

import sys
import time
from collections.abc import Callable
from textwrap import fill

from andon.kit import clock

_WIDTH = 92
_PAUSE = 7.0


class Narrator:
    """`speed` 0: no pauses. `out` is where the story goes: figures alone go to stdout with --json."""

    def __init__(self, *, speed: float, quiet: bool, tick: Callable[[], None] = lambda: None) -> None:
        self._speed = speed
        self._out = sys.stderr if quiet else sys.stdout
        self.tick = tick

    def step(self, number: int, title: str) -> None:
        self._print(f"\n{'─' * _WIDTH}\n{number}  {title}\n")

    def say(self, text: str, *look: tuple[str, str], pause: float = 1.0) -> None:
        """What happened just now, and where to look."""
        self._print(fill(f"{clock.wall().astimezone():%H:%M:%S}  {text}", _WIDTH, subsequent_indent=" " * 10))
        for what, url in look:
            self._print(f"          → {what}: {url}")
        self.rest(pause)

    def plain(self, text: str) -> None:
        self._print(text)

    def rest(self, pauses: float = 1.0) -> None:
        """Time to look, while the set is watched over."""
        if self._speed:
            end = time.monotonic() + _PAUSE * pauses / self._speed
            while time.monotonic() < end:
                self.tick()
                time.sleep(0.1)

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)
