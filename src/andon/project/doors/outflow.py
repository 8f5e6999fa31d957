"""Answers on their way out while the request is still coming in.

Many clients send all before they read anything. So what they have not fetched yet waits here, and only when it is very
much does it hold up the reading.
"""

import asyncio
import contextlib

from .body import CutOff
from .incoming import Send

_MOST_BYTES = 64 * 1024 * 1024
_SECONDS = 120.0


class Outflow:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._size = 0
        self._room = asyncio.Event()
        self._writing = asyncio.ensure_future(self._write())

    async def put(self, content: bytes) -> None:
        """Raises CutOff when nobody fetches what waits, or nobody is there."""
        self._size += len(content)
        self._waiting.put_nowait(content)
        if self._size > _MOST_BYTES:
            await self._until_there_is_room()
        if self._writing.done():
            raise CutOff

    async def finish(self) -> None:
        """All is sent; ends the answer."""
        self._waiting.put_nowait(b"")
        await asyncio.wait({self._writing})
        self._writing.result()

    def close(self) -> None:
        self._writing.cancel()

    async def _until_there_is_room(self) -> None:
        self._room.clear()
        waiting = asyncio.ensure_future(self._room.wait())
        done, _pending = await asyncio.wait({waiting, self._writing}, timeout=_SECONDS, return_when="FIRST_COMPLETED")
        if waiting not in done:
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
            raise CutOff

    async def _write(self) -> None:
        while content := await self._waiting.get():
            await self._send({"type": "http.response.body", "body": content, "more_body": True})
            self._size -= len(content)
            self._room.set()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
