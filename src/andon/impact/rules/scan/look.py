"""Is what this report tells told by more people than usual?

A scan over neighbourhoods (radii of likeness) and spans of time. In each, the *distinct* reporters of the span are held
against what the same neighbourhood's own past, and the traffic of everything else now, lead one to expect. The least
likely pair counts. After Kulldorff's space-time scan statistic, with the new report's neighbourhood as the only place.
"""

from dataclasses import dataclass

import numpy
from numpy import float32, int64
from numpy.typing import NDArray

from .quantiles import Quantiles, unit
from .settings import ScanSettings
from .surprise import log_estimated_tail, log_poisson_tail
from .window import NOBODYS, Window


@dataclass(frozen=True, slots=True)
class Sight:
    """The most surprising neighbourhood around a report. `rows` of the window lie in it."""

    observed: int
    expected: float
    scale: float
    log_p: float
    rows: NDArray[int64]


class Look:
    """One look at the window from the place of one report."""

    def __init__(self, window: Window, settings: ScanSettings, likeness: Quantiles, row: int) -> None:
        self._window, self._settings, self._likeness = window, settings, likeness
        self._radii = [(share, likeness.at(share)) for share in settings.radii]
        self._split = window.since(window.now - settings.guard)
        self.place = self._expanded(row)
        self._similar = window.vectors[window.low : window.high] @ self.place
        self._usual = self._usual_shares()

    def best(self, *, own: int = NOBODYS, verified: bool = False) -> Sight | None:
        """`own`: members of this issue count as well as the free; `verified`: only who is known counts."""
        window = self._window
        recent = slice(self._split, window.high)
        free = ((window.issue[recent] == NOBODYS) | (window.issue[recent] == own)) & ~window.repeat[recent]
        counted = free & window.verified[recent] if verified else free
        traffic = self._traffic(free)
        near = self._similar[self._split - window.low :]
        sights = (
            self._sight(share, (numpy.flatnonzero(counted & (near >= radius)) + self._split), usual, traffic)
            for (share, radius), usual in zip(self._radii, self._usual, strict=True)
        )
        return min((s for s in sights if s), key=lambda sight: sight.log_p, default=None)

    def _expanded(self, row: int) -> NDArray[float32]:
        """The report's vector, averaged with its nearest of the last hours."""
        window, settings = self._window, self._settings
        low = window.since(window.now - settings.expand_within)
        own = window.vectors[row]
        similar = window.vectors[low : window.high] @ own
        near = numpy.flatnonzero(similar >= self._radii[0][1])
        if len(near) > settings.expand_with:
            near = near[numpy.argsort(-similar[near], kind="stable")[: settings.expand_with]]
        if not len(near):
            return unit(own)
        middle = own + window.vectors[low + near].mean(axis=0)
        return unit(middle)

    def _usual_shares(self) -> list[tuple[float, float]]:
        """For each radius: the neighbourhood's share of all traffic, and how many reports that is known by."""
        window, prior = self._window, self._settings.prior
        past = slice(window.low, self._split)
        counts = ~window.repeat[past]
        everything = int(numpy.count_nonzero(counts))
        similar = self._similar[: self._split - window.low]
        found = []
        for share, radius in self._radii:
            inside = int(numpy.count_nonzero(counts & (similar >= radius))) + prior
            found.append((inside / (everything + prior / (1 - share)), inside))
        return found

    def _traffic(self, free: NDArray[numpy.bool_]) -> list[int]:
        """Reports of no issue in each span of time (at least `traffic_within`)."""
        window, settings = self._window, self._settings
        spans = [max(scale, settings.traffic_within) for scale in settings.scales]
        firsts = [max(window.since(window.now - span) - self._split, 0) for span in spans]
        return [int(numpy.count_nonzero(free[first:])) for first in firsts]

    def _sight(
        self, share: float, rows: NDArray[int64], usual: tuple[float, float], traffic: list[int]
    ) -> Sight | None:
        settings, window = self._settings, self._window
        if len(rows) < settings.at_least:
            return None
        newest = self._newest_of_each(rows)
        best = None
        for scale, total in zip(settings.scales, traffic, strict=True):
            observed = int((newest > window.now - scale).sum())
            if observed < settings.at_least:
                continue
            longer = max(scale, settings.traffic_within)
            inside = int((window.at[rows] > window.now - longer).sum())
            others = max(total - inside, 0) + 1
            expected = usual[0] / (1 - min(usual[0], 0.5)) * others * scale / longer
            if observed < settings.ratio * expected:
                continue
            log_p = self._tail(observed, expected, usual[1])
            if best is None or log_p < best.log_p:
                best = Sight(observed, expected, scale, log_p, rows[window.at[rows] > window.now - scale])
        return best

    def _tail(self, observed: int, expected: float, weight: float) -> float:
        if not self._settings.spread:
            return log_poisson_tail(observed, expected)
        return log_estimated_tail(observed, expected, weight / self._settings.spread)

    def _newest_of_each(self, rows: NDArray[int64]) -> NDArray[numpy.float64]:
        """When each distinct reporter was last heard."""
        backwards = rows[::-1]
        _, first = numpy.unique(self._window.reporter[backwards], return_index=True)
        return self._window.at[backwards[first]]
