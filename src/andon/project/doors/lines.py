"""The lines of a body that may be endless, in lots, as they come. Never more than one lot is held."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from andon.api.bulk import MOST_LINE_BYTES, Line

from .body import CutOff
from .incoming import Receive

MOST_LINES = 500
_MOST_LOT_BYTES = 4 * 1024 * 1024
# A lot that is not full is taken when its sender has paused for so long.
_PAUSE = 0.2
# A stream without a line ends after so many seconds, or so many bytes: blank ones would hold its place for ever.
_SILENCE = 120.0
_MOST_BYTES_WITHOUT = 4 * 1024 * 1024


class NothingComes(Exception):
    """No line (blank ones do not count) for too long. `status`: what its sender is told, of the line `number`."""

    def __init__(self, status: int, number: int) -> None:
        super().__init__(status)
        self.status, self.number = status, number


class Lines:
    """`async for lot in Lines(receive)`: lists of at most 500 lines without the blank ones. Raises CutOff, and then
    what was read since the last lot reaches nobody; NothingComes, after the last lot."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._coming: asyncio.Future[Any] | None = None
        self._rest = b""
        self._too_long = False
        self._number = 0
        self._lot: list[Line] = []
        self._size = 0
        self._ended = False
        self._since = time.monotonic()
        self._without = 0

    async def __aiter__(self) -> AsyncIterator[list[Line]]:
        while not self._ended:
            content = await self._more()
            for start in range(0, len(content), MOST_LINE_BYTES):
                self._split(content[start : start + MOST_LINE_BYTES])
                while len(self._lot) >= MOST_LINES or self._size > _MOST_LOT_BYTES:
                    yield self._cut()
                    self._since = time.monotonic()
            idle = self._idle()
            if self._lot and (self._ended or idle or not content):
                yield self._cut()
                self._since = time.monotonic()
            if idle and not self._ended:
                raise NothingComes(idle, self._number + 1)

    def end(self) -> None:
        """Read no further; what was read is still a lot."""
        self._ended = True
        if self._coming is not None:
            self._coming.cancel()

    async def _more(self) -> bytes:
        """What comes next; nothing after a pause, if something waits to be taken, and at the end."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(self._receive())
        await asyncio.wait({self._coming}, timeout=_PAUSE if self._lot else self._left())
        if not self._coming.done():
            return b""
        if self._coming.cancelled():
            return b""
        message, self._coming = self._coming.result(), None
        if message["type"] == "http.disconnect":
            raise CutOff
        content: bytes = message.get("body", b"")
        if not message.get("more_body", False):
            self._ended = True
            # The last line may lack its end.
            content += b"\n"
        return content

    def _left(self) -> float:
        return max(0.0, self._since + _SILENCE - time.monotonic())

    def _idle(self) -> int:
        """The status to end with, 0 while lines come."""
        if self._without > _MOST_BYTES_WITHOUT:
            return 413
        return 0 if self._left() else 408

    def _split(self, content: bytes) -> None:
        self._without += len(content)
        *whole, self._rest = (self._rest + content).split(b"\n")
        for line in whole:
            self._take(line)
        if len(self._rest) > MOST_LINE_BYTES:
            # Its beginning is let go; that it was too long is told at its end.
            self._rest, self._too_long = b"", True

    def _take(self, line: bytes) -> None:
        self._number += 1
        too_long, self._too_long = self._too_long or len(line) > MOST_LINE_BYTES, False
        if too_long:
            self._add(Line(self._number, None))
        elif line := line.strip():
            self._add(Line(self._number, line))

    def _add(self, line: Line) -> None:
        self._lot.append(line)
        self._size += len(line.content or b"")
        self._since, self._without = time.monotonic(), 0

    def _cut(self) -> list[Line]:
        lot, self._lot = self._lot[:MOST_LINES], self._lot[MOST_LINES:]
        self._size = sum(len(line.content or b"") for line in self._lot)
        return lot
