"""Coverage = (told + waived with a reason) / owed. A share never stands without its count."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many contacts are in which state; `owed` is all of them.

    `in_doubt`: handed over, and the relay's answer is not recorded yet. `the_end`: owed the news that it is over, and
    no update that says so was sent yet.
    """

    told: int = 0
    waived: int = 0
    waits: int = 0
    failed: int = 0
    on_its_way: int = 0
    in_doubt: int = 0
    the_end: int = 0

    @property
    def owed(self) -> int:
        return self.told + self.waived + self.not_told

    @property
    def not_told(self) -> int:
        return self.waits + self.failed + self.on_its_way + self.in_doubt + self.the_end

    @property
    def percent(self) -> int:
        """100 only when it is all of them."""
        return 100 if not self.owed else (self.told + self.waived) * 100 // self.owed

    @property
    def bars(self) -> list[tuple[str, str, str]]:
        """Class, start and width in per cent of each part of the gauge."""
        parts = [
            ("done", self.told + self.waived),
            ("wait", self.waits + self.on_its_way + self.in_doubt),
            ("fault", self.failed),
        ]
        found, start = [], 0.0
        for name, count in parts:
            if count and self.owed:
                width = 100 * count / self.owed
                found.append((name, f"{start:.1f}%", f"{width:.1f}%"))
                start += width
        return found


def coverage_of(counts: Mapping[str, int]) -> Coverage:
    doubt = counts.get("in_doubt", 0)
    return Coverage(
        told=counts.get("told", 0),
        waived=counts.get("waived", 0),
        waits=counts.get("waits", 0),
        failed=counts.get("failed", 0),
        on_its_way=max(0, counts.get("owed", 0) - doubt),
        in_doubt=doubt,
        the_end=counts.get("the_end", 0),
    )
