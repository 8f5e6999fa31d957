"""The mails that customers and engineers of the demo got, in memory."""

import threading
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Received:
    """`number` counts from 1. `history`: of the weeks before the day that is played."""

    number: int
    at: datetime
    to: tuple[str, ...]
    raw: bytes
    history: bool

    def mail(self) -> EmailMessage:
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


class Sink:
    """Keeps what is handed over; nothing leaves it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Received] = []

    def keep(self, raw: bytes, to: list[str], *, at: datetime, history: bool = False) -> Received:
        with self._lock:
            one = Received(len(self._kept) + 1, at, tuple(address.lower() for address in to), raw, history)
            self._kept.append(one)
        return one

    def all(self) -> list[Received]:
        with self._lock:
            return list(self._kept)

    def to(self, address: str, *, history: bool = False) -> list[Received]:
        """What this address got on the day, oldest first."""
        return [one for one in self.all() if address.lower() in one.to and one.history == history]

    def numbered(self, number: int) -> Received | None:
        kept = self.all()
        return kept[number - 1] if 1 <= number <= len(kept) else None
