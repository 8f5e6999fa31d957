"""What one more report costs the scan, by how many the last week holds. Plain values; no database."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from andon.impact.rules.scan.correlator import Correlator
from andon.impact.rules.scan.quantiles import Quantiles
from andon.impact.rules.scan.report import Report
from andon.impact.rules.scan.settings import DAY

SIZES = (1_000, 10_000, 50_000, 100_000)
TOPICS, DIMENSIONS, ASKED = 80, 384, 300


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the processor a report, and MiB that the window takes."""

    held: int
    p50: float
    p95: float
    memory: float
    flags: int


def scan(held: int) -> Cost:
    """A week of everyday reports, then more of them, of which every third tells of one thing."""
    told = list(_reports(held, ASKED))
    engine = Correlator(None, Quantiles.fit("bench", numpy.stack([one.vector for one in told[:1000]])))
    for one in told[:held]:
        engine.recall(one)
    spent, flags = [], 0
    for one in told[held:]:
        began = time.process_time()
        flags += engine.add(one) is not None
        spent.append((time.process_time() - began) * 1000)
    p50, p95 = numpy.quantile(spent, (0.5, 0.95))
    return Cost(held, float(p50), float(p95), engine.memory / 2**20, flags)


def report_scan() -> None:
    print("| reports in the week | p50 ms of CPU a report | p95 ms | MiB | flags |\n|---|---|---|---|---|")
    for size in SIZES:
        one = scan(size)
        print(f"| {one.held:,} | {one.p50:.2f} | {one.p95:.2f} | {one.memory:.0f} | {one.flags} |", flush=True)
    print()


def _reports(held: int, more: int) -> Iterator[Report]:
    dice = numpy.random.default_rng(11)
    middles = dice.standard_normal((TOPICS, DIMENSIONS))
    times = numpy.sort(dice.uniform(0, 6.9 * DAY, held)).tolist()
    step = 6.9 * DAY / held
    times += [times[-1] + step * n for n in range(1, more + 1)]
    topics = dice.integers(TOPICS, size=held + more)
    topics[held::3] = 7
    for n, (at, topic) in enumerate(zip(times, topics, strict=True)):
        vector = middles[topic] + 0.9 * dice.standard_normal(DIMENSIONS)
        vector /= numpy.linalg.norm(vector)
        yield Report(f"b{n:07d}", at, vector.astype(numpy.float32), f"p{n}")
