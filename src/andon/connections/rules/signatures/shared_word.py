"""For vendors that sign nothing: a secret that they send along, in a header of their own or as a bearer or password."""

import base64
import binascii
from collections.abc import Sequence

from andon.connections.rules.arrived import Arrived

from .mac import same_text


def in_header(arrived: Arrived, secrets: Sequence[str], header: str) -> bool:
    return same_text(secrets, arrived.header(header))


def as_bearer(arrived: Arrived, secrets: Sequence[str]) -> bool:
    scheme, _, given = arrived.header("Authorization").partition(" ")
    return scheme.lower() == "bearer" and same_text(secrets, given.strip())


def as_password(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """HTTP Basic; the name does not matter."""
    scheme, _, given = arrived.header("Authorization").partition(" ")
    try:
        _name, _, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return False
    return scheme.lower() == "basic" and same_text(secrets, password)
