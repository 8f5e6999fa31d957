"""Everything that is not the bare part's: Django, on WSGI threads that keep their database connections."""

import logging
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .body import Body
from .incoming import Incoming, Receive, Scope, Send

_log = logging.getLogger(__name__)


class Busy(Exception):
    """So many requests wait for a thread that another one would only wait in vain."""


class DjangoPart:
    def __init__(self) -> None:
        self._threads = WSGIMiddleware(cast("Any", get_wsgi_application()), workers=settings.WEB_THREADS)
        self._under_way = 0

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        if self._under_way >= settings.WEB_QUEUE:
            raise Busy
        self._under_way += 1
        try:
            async with Body(request, receive, settings.DATA_UPLOAD_MAX_MEMORY_SIZE) as content:
                await self._threads(_scope(scope, request, content), _whole(content), cast("Any", send))
        finally:
            self._under_way -= 1

    def close(self) -> None:
        self._threads.executor.shutdown(wait=False, cancel_futures=True)


def _scope(scope: Scope, request: Incoming, content: bytes) -> Any:
    """The scope under the headers we believe; a chunked body now has a length, without which WSGI sees none."""
    headers = {name: value for name, value in request.headers.items() if name != "transfer-encoding"}
    if content:
        headers["content-length"] = str(len(content))
    # WSGI's environment takes ASCII; what a browser should have escaped, we escape.
    query = b"".join(b"%%%02X" % byte if byte > 126 or byte < 33 else bytes([byte]) for byte in request.query_string)
    return {
        **scope,
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "query_string": query,
        "scheme": request.scheme,
        "client": (request.client, 0),
        "root_path": "",
    }


def _whole(content: bytes) -> Any:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    return receive
