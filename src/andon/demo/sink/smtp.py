"""The relay of the demo: takes every mail on loopback and keeps it."""

import asyncio
import threading
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, Envelope, Session

from andon.kit import clock

from .store import Sink


class SinkRelay:
    """Runs in a thread of its own. `port` 0 takes any that is free."""

    def __init__(self, sink: Sink, port: int = 0) -> None:
        self._sink = sink
        self.port = port
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="demo-sink", daemon=True)

    def __enter__(self) -> "SinkRelay":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        # What cannot be read would not be read by the customer's server either.
        message_from_bytes(raw, policy=policy.default)
        self._sink.keep(raw, list(envelope.rcpt_tos), at=clock.wall())
        return "250 OK, kept"

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await self._loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True), "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await self._stop.wait()
