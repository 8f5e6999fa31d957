"""Who sends to a door of monitors: the routing key, wherever the monitor can put it."""

import base64
import binascii

from .incoming import Incoming

LONGEST_KEY = 100
_SCHEMES = ("bearer", "geniekey", "token", "api-key")


def key_of(request: Incoming, in_path: str = "") -> str:
    """From the address, the header Authorization (Bearer, GenieKey, or the password or name of Basic), or X-Api-Key.

    "" where there is none that could be one.
    """
    found = in_path or _authorised(request.headers.get("authorization", "")) or request.headers.get("x-api-key", "")
    return found if len(found) <= LONGEST_KEY and found.isascii() and found.isprintable() else ""


def _authorised(header: str) -> str:
    scheme, _space, rest = header.strip().partition(" ")
    if scheme.lower() in _SCHEMES:
        return rest.strip().removeprefix("token=")
    if scheme.lower() != "basic":
        return ""
    try:
        name, _colon, password = base64.b64decode(rest.strip(), validate=True).decode("latin-1").partition(":")
    except (binascii.Error, ValueError):
        return ""
    return password or name


def query_of(request: Incoming) -> dict[str, str]:
    """Empty where there are more fields than anybody means."""
    try:
        return request.query
    except ValueError:
        return {}
