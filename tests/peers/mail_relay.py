"""A mail relay that keeps what it accepts, and can be told to misbehave."""

import asyncio
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class MailRelay:
    """`behave`: "accept", "busy" (451), "refuse" (550) or "vanish" (takes the text, hangs up before answering).
    `unknown`: addresses that it refuses. `return_paths` of the mails that it accepted; `connections` it had."""

    def __init__(self, port: int = 0) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self.return_paths: list[str] = []
        self.raw: list[bytes] = []
        self.connections = 0
        self.behave = "accept"
        self.unknown: set[str] = set()
        self.port = port
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    def start(self) -> "MailRelay":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for recipients, mail in self.mails if address in recipients]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.behave == "busy":
            return "451 come back later"
        if self.behave == "refuse":
            return "550 no such mailbox"
        mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        self.return_paths.append(envelope.mail_from or "")
        self.raw.append(envelope.original_content or b"")
        self.mails.append((list(envelope.rcpt_tos), mail))  # type: ignore[arg-type]
        if self.behave == "vanish":
            transport: Any = server.transport
            transport.abort()
        return "250 OK"

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await self._loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True), "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await self._stop.wait()
