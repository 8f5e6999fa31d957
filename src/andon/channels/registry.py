"""The port for channels: an adapter hands one delivery over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from .models import Delivery


@dataclass(frozen=True, slots=True)
class Accepted:
    """The other side has it. `receipt` False: it may have it; there is no way to know."""

    receipt: bool = True


class TryLater(Exception):
    """Not now: the server is away or asks for patience."""


class WillNot(Exception):
    """Never: the address or the message is refused."""


class Channel(Protocol):
    """One that needs setting up also answers `is_ready()`."""

    def hand_over(self, delivery: Delivery) -> Accepted:
        """Blocks until the other side answered; raises TryLater or WillNot."""


_channels: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    _channels[name] = channel


def find_channel(name: str) -> Channel:
    return _channels[name]


def is_ready(name: str) -> bool:
    """Whether this channel can be offered: it is known, and what it needs is set up."""
    channel = _channels.get(name)
    ready: Callable[[], bool] | None = getattr(channel, "is_ready", None)
    return channel is not None and (ready is None or ready())
