"""A mail relay that wants a password, with or without TLS."""

import asyncio
import ssl
import threading

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class AskingRelay:
    """`passwords` that it was told. `tls`: it offers STARTTLS."""

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self.passwords: list[bytes] = []
        self.port = 0
        self._tls = tls
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _signs_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, told: object) -> AuthResult:
        assert isinstance(told, LoginPassword)
        self.passwords.append(told.password)
        return AuthResult(success=True)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()

        def speak() -> SMTP:
            return SMTP(object(), authenticator=self._signs_in, auth_require_tls=False, tls_context=self._tls)

        server = await self._loop.create_server(speak, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await self._stop.wait()
