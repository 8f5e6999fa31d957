"""One line a request, without secrets: no query string, and no token that stands in a path."""

import logging
import time

from andon.project.hidden import without_tokens

from .incoming import Incoming

_log = logging.getLogger("andon.requests")


def log_request(request: Incoming, status: int, began: float) -> None:
    milliseconds = (time.monotonic() - began) * 1000
    _log.info("%s %s %s %.0f ms %s", request.method, without_tokens(request.path), status, milliseconds, request.client)
