"""Made-up reports: a topic is a direction, a report of it lies near that."""

from copy import deepcopy
from functools import cache

import numpy
from numpy import float32
from numpy.typing import NDArray

from andon.impact.rules.scan.correlator import Correlator
from andon.impact.rules.scan.quantiles import Quantiles
from andon.impact.rules.scan.report import Report
from andon.impact.rules.scan.settings import DAY, ScanSettings

SIZE, TOPICS = 48, 40
_DICE = numpy.random.default_rng(5)
CENTRES: NDArray[float32] = _DICE.standard_normal((TOPICS, SIZE)).astype(float32)


def vector(topic: int, seed: int, *, loose: float = 0.6) -> NDArray[float32]:
    noise = numpy.random.default_rng(seed).standard_normal(SIZE)
    told = CENTRES[topic] + loose * noise
    return (told / numpy.linalg.norm(told)).astype(float32)


def report(
    name: str, at: float, topic: int, reporter: str = "", *, verified: bool = True, seed: int | None = None
) -> Report:
    spot = vector(topic, sum(map(ord, name)) * 7919 + len(name) if seed is None else seed)
    return Report(name, at, spot, reporter or f"by {name}", verified)


def usual(days: float, *, seed: int = 1, per_hour: float = 12, start: float = 0.0) -> list[Report]:
    """Ordinary days: each topic its part, each report somebody else's."""
    dice = numpy.random.default_rng(seed)
    count = dice.poisson(days * 24 * per_hour)
    times = numpy.sort(dice.uniform(start, start + days * DAY, count))
    topics = dice.integers(TOPICS, size=count)
    return [
        report(f"u{seed}-{n:05d}", float(at), int(topic), seed=seed * 100_000 + n)
        for n, (at, topic) in enumerate(zip(times, topics, strict=True))
    ]


def burst(name: str, at: float, topic: int, count: int, *, minutes: float = 40, verified: bool = True) -> list[Report]:
    """So many people tell of one thing."""
    return [
        report(f"{name}-{n:03d}", at + minutes * n / count, topic, verified=verified, seed=n + 31 * sum(map(ord, name)))
        for n in range(count)
    ]


def likeness() -> Quantiles:
    return Quantiles.fit("topics", numpy.stack([one.vector for one in usual(4)]))


@cache
def _told(days: float) -> Correlator:
    fresh = Correlator(None, likeness())
    fresh.replay(usual(days))
    return fresh


def correlator(days: float = 0, settings: ScanSettings | None = None) -> Correlator:
    """With so many ordinary days behind it."""
    if settings is None:
        return deepcopy(_told(days))
    fresh = Correlator(settings, likeness())
    fresh.replay(usual(days))
    return fresh
