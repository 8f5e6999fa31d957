"""What a monitor posted, and what a format makes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .rules.event import EventIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One request: `raw` its JSON, `body` its bytes, headers by lower-case name.

    `secret` and `mapping` are the integration key's, only where the format asks for its key.
    """

    raw: Any
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""
    mapping: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The events, without a routing key. `faults`: parts that could not be read, beside others that could.

    No event and no fault: there is nothing to do, for the reason in `ignored`.
    """

    events: list[EventIn] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ignored: str = ""


class Untrusted(Exception):
    """The signature that this key asks for is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one kind of monitor speaks. `read` is pure, and raises only Untrusted.

    `where`: what to do in the monitor's own settings. `example`: what to paste there; {base}, {address} and {key} stand
    for the installation, the address that posts go to, and the routing key. `path` follows the installation's address.
    """

    name: str
    title: str
    where: Any
    example: str
    read: Callable[[Told], Reading]
    path: str = ""
    position: int = 50
    takes_secret: bool = False
    takes_mapping: bool = False

    @property
    def needs_key(self) -> bool:
        """Whether it cannot be read without what the integration key holds."""
        return self.takes_secret or self.takes_mapping

    def address(self, base: str, key: str) -> str:
        return f"{base}{self.path or f'/in/{self.name}/{key}'}"
