"""One line a request, without secrets: no query string, and no token that stands in a path."""

import logging
import re
import time

from .incoming import Incoming

_log = logging.getLogger("andon.requests")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def log_request(request: Incoming, status: int, began: float) -> None:
    milliseconds = (time.monotonic() - began) * 1000
    _log.info(
        "%s %s %s %.0f ms %s", request.method, _without_tokens(request.path), status, milliseconds, request.client
    )


def _without_tokens(path: str) -> str:
    return "/".join(_shown(part) for part in path.split("/"))


def _shown(part: str) -> str:
    """Long words are tokens, unless they are ids."""
    if len(part) >= 24 and not _UUID.fullmatch(part):
        return "…"
    return part if part.isprintable() else ascii(part)
