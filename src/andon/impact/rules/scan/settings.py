"""What the scan looks for. Likeness is told as a quantile of random pairs, so it means the same for each encoder."""

from dataclasses import dataclass

HOUR = 60.0
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """Times in minutes."""

    watch: float = -12.0
    """Shown on the board when chance is rarer than this natural logarithm."""
    emerging: float = -16.0
    """People are told."""
    radii: tuple[float, ...] = (0.95, 0.97, 0.985)
    """How alike a neighbour is: above these quantiles of random pairs."""
    join: float = 0.98
    """A report joins an open issue whose middle is nearer than this quantile."""
    vote_floor: float = 0.97
    """Nearest reports vote for their issue only above this quantile."""
    same: float = 0.5
    """A raised scan whose middle has at least this cosine with that of a known issue is that issue."""
    scales: tuple[float, ...] = (15, 30, 60, 120, 240, 480)
    at_least: int = 4
    """Fewer distinct reporters are never an issue."""
    ratio: float = 4.0
    """Nor is less than so many times what was expected."""
    guard: float = 8 * HOUR
    """What is newer does not count as usual."""
    window: float = 7 * DAY
    most: int = 100_000
    """Reports kept, however busy the week."""
    expand_within: float = 4 * HOUR
    expand_with: int = 5
    """A report is read together with this many of its nearest of the last hours."""
    prior: float = 1.0
    """So many reports' worth of belief that a neighbourhood is as usual as any."""
    spread: float = 0.5
    """How uneven ordinary traffic is beyond chance: 0 Poisson, 1 as sure of the usual rate as its history allows."""
    traffic_within: float = HOUR
    """Traffic is measured over at least so long."""
    live: float = 120.0
    """An issue takes new members until so long after the last one."""
    dormant: float = 4 * HOUR
    """Then it sleeps: a raised scan nearby wakes it without a second flag."""
    confirmed_dormant: float = 3 * DAY
    silence: float = DAY
    """A dismissed neighbourhood stays silent so long."""
    remember: float = 30 * DAY
    """Issues are forgotten so long after their last report."""
    vote_within: float = 120.0
    repeat_within: float = DAY
    settled: float = 2 * DAY
    """With less history than this nothing is more than "watch"."""
