"""Domain time. Wall time is what the machine says; domain time may be shifted and may run faster (demo, tests)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Shift:
    """Domain time was `domain` when wall time was `wall`, and runs `rate` times as fast since."""

    wall: datetime
    domain: datetime
    rate: float = 1.0

    def at(self, wall: datetime) -> datetime:
        return self.domain + (wall - self.wall) * self.rate


_process_shift: Shift | None = None


def wall() -> datetime:
    """Wall time: for leases, heartbeats and log lines, never for the domain."""
    return datetime.now(UTC)


def now() -> datetime:
    """The present moment of the domain, in UTC."""
    shift = _process_shift
    return wall() if shift is None else shift.at(wall())


def set_shift(shift: Shift | None) -> None:
    """Move this process's domain clock; `work.clock` shares the shift among processes through the database."""
    global _process_shift
    _process_shift = shift


def current_shift() -> Shift | None:
    return _process_shift


def wall_seconds_until(moment: datetime) -> float:
    """Wall seconds until domain time reaches `moment`; 0 when it is past."""
    shift = _process_shift
    rate = shift.rate if shift else 1.0
    left = (moment - now()) / timedelta(seconds=1)
    return max(0.0, left / rate) if rate > 0 else float("inf")
