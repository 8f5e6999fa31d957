"""The tiny server of the status pages: files and their age, nothing else. It runs without Django and a database.

An ASGI application. What is not a file of a page is 404; only GET and HEAD are known.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .files import TYPES, Files, Found
from .fresh import Age, age_at, with_age

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_POLICY = b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", _POLICY),
    (b"referrer-policy", b"same-origin"),
]
_FOR_EVER, _BRIEFLY = b"public, max-age=31536000, immutable", b"public, max-age=15"


class StatusFiles:
    """`prefix`: what stands before every address here."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self._files = Files(folder)
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        status, headers, body = self.answer(scope)
        await send({"type": "http.response.start", "status": status, "headers": [*_ALWAYS, *headers]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def answer(self, scope: Scope) -> tuple[int, Headers, bytes]:
        if scope["method"] not in ("GET", "HEAD"):
            return 405, [(b"allow", b"GET, HEAD"), (b"content-length", b"0")], b""
        asked = _header(scope, b"host").decode("latin-1")
        found = self._files.find(asked, str(scope["path"]).removeprefix(self._prefix) or "/")
        if found.moved:
            return 308, [(b"location", found.moved.encode()), (b"content-length", b"0")], b""
        return _not_found() if found.path is None else self._file(scope, found)

    def _file(self, scope: Scope, found: Found) -> tuple[int, Headers, bytes]:
        assert found.path is not None
        assert found.page is not None
        try:
            content, age = found.path.read_bytes(), _age_of(found.page)
        except OSError:
            return _not_found()
        if found.path.suffix == ".html":
            content = with_age(content, age)
        tag = b'"' + hashlib.sha256(content).hexdigest()[:24].encode() + b'"'
        headers = _headers_of(found.path, tag, age)
        if tag in _header(scope, b"if-none-match").split(b", "):
            return 304, headers, b""
        return 200, [*headers, (b"content-length", str(len(content)).encode())], content


def _headers_of(path: Path, tag: bytes, age: Age) -> Headers:
    kept = _FOR_EVER if path.parent.name == "assets" else _BRIEFLY
    headers = [(b"content-type", TYPES[path.suffix].encode()), (b"etag", tag), (b"cache-control", kept)]
    headers.append((b"x-status-age", b"unknown" if age.renewed_at is None else str(int(age.seconds)).encode()))
    if path.suffix in (".json", ".atom"):
        headers.append((b"access-control-allow-origin", b"*"))
    return headers


def _age_of(page: Path) -> Age:
    try:
        renewed = json.loads((page / "heartbeat.json").read_bytes())["renewed_at"]
    except (OSError, ValueError, KeyError, TypeError):
        renewed = ""
    return age_at(str(renewed), datetime.now(UTC))


def _not_found() -> tuple[int, Headers, bytes]:
    body = b"There is no such page here.\n"
    length = str(len(body)).encode()
    return 404, [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length)], body


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})
