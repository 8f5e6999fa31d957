"""Request bodies, read to their end before anybody works on them: a slow sender holds memory, never a thread.

What is cut off by a lost connection reaches nobody: half a form is no form.
"""

import asyncio

from .incoming import Incoming, Receive

_MOST_IN_MEMORY = 512 * 1024 * 1024
_SECONDS = 120.0
_held = 0


class TooLong(Exception):
    """Larger than the cap; raised before it is read where its length is declared."""


class CutOff(Exception):
    """The sender left, or was too slow."""


class NoRoom(Exception):
    """The bodies being read fill the memory set aside for them."""


class Body:
    """`async with Body(request, receive, cap) as content:` its bytes count as held until the block ends."""

    def __init__(self, request: Incoming, receive: Receive, cap: int) -> None:
        self._receive = receive
        self._cap = cap
        self._held = 0
        declared = request.headers.get("content-length", "0")
        self._declared = int(declared) if declared.isdecimal() and len(declared) < 16 else cap + 1

    async def __aenter__(self) -> bytes:
        if self._declared > self._cap:
            raise TooLong
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._read()
        except TimeoutError:
            self._release()
            raise CutOff from None
        except BaseException:
            self._release()
            raise

    async def __aexit__(self, *_error: object) -> None:
        self._release()

    async def _read(self) -> bytes:
        content = bytearray()
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise CutOff
            content += message.get("body", b"")
            self._hold(len(content))
            if not message.get("more_body", False):
                break
        if len(content) < self._declared:
            raise CutOff
        return bytes(content)

    def _hold(self, size: int) -> None:
        global _held
        if size > self._cap:
            raise TooLong
        _held += size - self._held
        self._held = size
        if _held > _MOST_IN_MEMORY:
            raise NoRoom

    def _release(self) -> None:
        global _held
        _held -= self._held
        self._held = 0
