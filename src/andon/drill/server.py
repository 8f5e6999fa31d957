"""The receiving mail server of the drill, in a process of its own: what it answered with 250 is in its list."""

import asyncio
import multiprocessing
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from multiprocessing.connection import Connection
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

REFUSED = "refused"
"""Addresses that begin like this do not exist here."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How often of a hundred mails it is late, asks for patience, hangs up before it took a mail, and after."""

    late: float = 0.0
    busy: float = 0.0
    hangs_up: float = 0.0
    vanishes: float = 0.0
    latest: float = 1.0
    """Seconds."""


GOOD, BAD = Manners(), Manners(late=1.0, busy=2.0, hangs_up=0.5, vanishes=0.5)


@dataclass(frozen=True, slots=True)
class Took:
    """A mail that it took, and when (seconds since the epoch)."""

    address: str
    message_id: str
    at: float


class Server:
    """`port` is where it listens, on loopback."""

    def __init__(self, *, seed: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, seed), daemon=True)

    def __enter__(self) -> "Server":
        self._process.start()
        self.port: int = self._ours.recv()
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.join(10)

    def behave(self, manners: Manners) -> None:
        """From now on, with an empty list."""
        self._asked("behave", manners)

    def count(self) -> int:
        """How many different recipients have a mail."""
        return int(self._asked("count"))

    def took(self) -> list[Took]:
        found: list[Took] = self._asked("took")
        return found

    def _asked(self, *question: Any) -> Any:
        self._ours.send(question)
        return self._ours.recv()


def _serve(pipe: Connection, seed: int) -> None:
    asyncio.run(_Desk(random.Random(seed)).run(pipe))


class _Desk:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._manners = GOOD
        self._took: list[Took] = []
        self._reached: set[str] = set()
        self._parser = BytesHeaderParser()

    async def run(self, pipe: Connection) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True), "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        loop.add_reader(pipe.fileno(), self._answer, pipe)
        await asyncio.Event().wait()

    def _answer(self, pipe: Connection) -> None:
        question, *given = pipe.recv()
        if question == "behave":
            self._manners, self._took, self._reached = given[0], [], set()
        pipe.send({"behave": None, "count": len(self._reached), "took": self._took}[question])

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        if address.startswith(REFUSED):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        manners, chance = self._manners, self._dice.uniform(0, 100)
        transport: Any = server.transport
        if chance < manners.busy:
            return "451 4.3.2 come back later"
        if (chance := chance - manners.busy) < manners.hangs_up:
            transport.abort()
            return "421 gone"
        if (chance := chance - manners.hangs_up) < manners.late:
            await asyncio.sleep(self._dice.uniform(0.1, manners.latest))
        vanishes = 0 <= chance - manners.late < manners.vanishes
        head = self._parser.parsebytes((envelope.original_content or b"").partition(b"\r\n\r\n")[0])
        for address in envelope.rcpt_tos:
            self._took.append(Took(address, str(head["Message-ID"]), time.time()))
            self._reached.add(address)
        if vanishes:
            transport.abort()
        return "250 OK, kept"
