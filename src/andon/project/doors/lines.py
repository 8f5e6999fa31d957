"""The lines of a body that may be endless, in lots, as they come. Never more than one lot is held."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from andon.api.bulk import MOST_LINE_BYTES, Line

from .body import CutOff
from .incoming import Receive

MOST_LINES = 500
_MOST_LOT_BYTES = 4 * 1024 * 1024
# A lot that is not full is taken when its sender has paused for so long, or has gone when she is silent for so long.
_PAUSE = 0.2
_SILENCE = 120.0


class Lines:
    """`async for lot in Lines(receive)`: lists of at most 500 lines without the blank ones. Raises CutOff, and then
    what was read since the last lot reaches nobody."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._coming: asyncio.Future[Any] | None = None
        self._rest = b""
        self._too_long = False
        self._number = 0
        self._lot: list[Line] = []
        self._size = 0
        self._ended = False

    async def __aiter__(self) -> AsyncIterator[list[Line]]:
        while not self._ended:
            content = await self._more()
            for start in range(0, len(content), MOST_LINE_BYTES):
                self._split(content[start : start + MOST_LINE_BYTES])
                while len(self._lot) >= MOST_LINES or self._size > _MOST_LOT_BYTES:
                    yield self._cut()
            if self._lot and (self._ended or not content):
                yield self._cut()

    def end(self) -> None:
        """Read no further; what was read is still a lot."""
        self._ended = True
        if self._coming is not None:
            self._coming.cancel()

    async def _more(self) -> bytes:
        """What comes next; nothing after a pause, if something waits to be taken, and at the end."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(self._receive())
        await asyncio.wait({self._coming}, timeout=_PAUSE if self._lot else _SILENCE)
        if not self._coming.done():
            if not self._lot:
                raise CutOff
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

    def _split(self, content: bytes) -> None:
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
            self._lot.append(Line(self._number, None))
        elif line := line.strip():
            self._lot.append(Line(self._number, line))
            self._size += len(line)

    def _cut(self) -> list[Line]:
        lot, self._lot = self._lot[:MOST_LINES], self._lot[MOST_LINES:]
        self._size = sum(len(line.content or b"") for line in self._lot)
        return lot
