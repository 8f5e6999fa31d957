"""The door for mail: speaks SMTP (or LMTP). 250 means committed."""

import asyncio
import logging
import threading
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, InterfaceError, close_old_connections

from andon.channels.actions.receive_mail import receive_mail
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.work.threads import DatabaseThreads

MOST_BYTES = 25 * 1024 * 1024
_log = logging.getLogger(__name__)


class Door:
    """aiosmtpd's handler: takes mail for our own mailboxes only, so that nobody relays through us."""

    def __init__(self, threads: DatabaseThreads) -> None:
        self._threads = threads

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        try:
            ours = await asyncio.get_running_loop().run_in_executor(self._threads, _listens_for, address)
        except (DatabaseError, InterfaceError):
            return "451 4.3.0 cannot look now, try again"
        if not ours:
            return "550 5.1.1 no such address here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        try:
            await asyncio.get_running_loop().run_in_executor(
                self._threads, _store, raw, envelope.mail_from or "", list(envelope.rcpt_tos)
            )
        except (DatabaseError, InterfaceError):
            _log.warning("mail could not be stored; the sender will try again", exc_info=True)
            return "451 4.3.0 cannot store it now, try again"
        return "250 OK, stored"


def _listens_for(address: str) -> bool:
    close_old_connections()
    return our_mailboxes().listens_for(address)


def _store(raw: bytes, envelope_from: str, envelope_to: list[str]) -> None:
    close_old_connections()
    receive_mail(raw, envelope_from=envelope_from, envelope_to=envelope_to)


def serve(listen: str, stop: threading.Event, *, started: threading.Event | None = None) -> None:
    """Listen on `host:port` (`lmtp:host:port` for LMTP) until `stop` is set."""
    asyncio.run(_serve(listen, stop, started))


async def _serve(listen: str, stop: threading.Event, started: threading.Event | None) -> None:
    rest = listen.removeprefix("lmtp:")
    host, _, port = rest.rpartition(":")
    protocol: Any = LMTP if rest != listen else SMTP
    options = {"data_size_limit": MOST_BYTES, "enable_SMTPUTF8": True, "decode_data": False}

    threads = DatabaseThreads(4, "andon-mail")
    door = Door(threads)

    def make() -> Any:
        return protocol(door, **options)

    server = await asyncio.get_running_loop().create_server(make, host or "127.0.0.1", int(port))
    if started is not None:
        started.set()
    async with server:
        while not stop.is_set():
            await asyncio.sleep(0.2)
    await asyncio.to_thread(threads.end)
