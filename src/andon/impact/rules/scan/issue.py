"""An issue: reports that seem to tell of one thing."""

from dataclasses import dataclass, field

from numpy import float32, float64
from numpy.typing import NDArray

from .quantiles import unit
from .report import Level


@dataclass(slots=True)
class Issue:
    """`last`, `since`: minutes; `total`: the sum of its members' vectors."""

    key: int
    name: str
    total: NDArray[float64]
    since: float
    last: float
    level: Level | None = None
    members: list[str] = field(default_factory=list)
    confirmed: bool = False
    middle: NDArray[float32] = field(init=False)

    def __post_init__(self) -> None:
        self._settle()

    def take(self, identity: str, at: float, vector: NDArray[float32]) -> None:
        self.members.append(identity)
        self.total = self.total + vector
        self.since, self.last = min(self.since, at), max(self.last, at)
        self._settle()

    def take_all(self, other: "Issue") -> None:
        self.members += other.members
        self.total = self.total + other.total
        self.since, self.last = min(self.since, other.since), max(self.last, other.last)
        if other.level == "emerging" or self.level is None:
            self.level = other.level
        self.confirmed = self.confirmed or other.confirmed
        self._settle()

    def lose(self, members: list[str], vectors: NDArray[float32]) -> None:
        """`vectors`: those of the members that are still in the window."""
        going = set(members)
        self.members = [member for member in self.members if member not in going]
        self.total = self.total - vectors.sum(axis=0)
        self._settle()

    def _settle(self) -> None:
        self.middle = unit(self.total)
