"""A request as a whole has so many seconds: connecting, TLS, headers and body share them.

httpx counts each read of a socket by itself, so that one byte every few seconds would hold a thread for ever.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx


class Until:
    """A moment on the monotonic clock. `left(most)`: seconds until then, at most `most`; never quite nothing."""

    def __init__(self, seconds: float) -> None:
        self._moment = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._moment

    def left(self, most: float | None) -> float:
        left = max(0.001, self._moment - time.monotonic())
        return left if most is None else min(most, left)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, until: Until) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._until.is_over:
            raise httpcore.ReadTimeout
        return self._inner.read(max_bytes, self._until.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, because each of them begins the time anew below.
        for start in range(0, len(buffer), 65536):
            if self._until.is_over:
                raise httpcore.WriteTimeout
            self._inner.write(buffer[start : start + 65536], self._until.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        if self._until.is_over:
            raise httpcore.ConnectTimeout
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._until.left(timeout)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, until: Until) -> None:
        self._inner, self._until = httpcore.SyncBackend(), until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._until.left(timeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options), self._until)


class _Transport(httpx.HTTPTransport):
    def __init__(self, until: Until, trusted: ssl.SSLContext) -> None:
        super().__init__(verify=trusted, trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=trusted, network_backend=_Backend(until))


def transport_until(until: Until, trusted: ssl.SSLContext) -> httpx.HTTPTransport:
    """One request's transport; whatever is not done by then raises httpx's timeouts."""
    return _Transport(until, trusted)
