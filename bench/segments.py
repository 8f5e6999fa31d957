"""Which customers a fault concerns: how right, how sure and how fast, on faults whose truth is known. No database.

`exact`: the same customers (Jaccard .95), or the same attributes with equal values and ranges that overlap by .8. F1 is
of the customers named; no answer counts as 0. Processor seconds stand beside the clock's: other programs may run.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from andon.impact.rules.segments import find_segments

from .faults import Habits, fault, spoiled
from .judging import Verdict, judged, mean_of, table
from .population import Population, populate

REPORTS = (5, 10, 20, 50, 100)
FRESH = 900_000


@dataclass(frozen=True, slots=True)
class Timed:
    customers: int
    reports: int
    seconds: float
    processor: float


def report_segments(size: int, each: int, seed: int = FRESH) -> None:
    base = populate(size, seed)
    print(f"{size:,} customers, {each} faults a row, half of the range ends at round numbers\n")
    _print_table(base, each, seed, Habits())
    for what, habits in _OTHERS.items():
        print(f"\n{what}")
        _print_table(base, max(2, each // 4), seed + 50_000, habits)
    print("\ncustomers with missing (10 %) and wrong (2 %) values")
    _print_table(base, max(2, each // 4), seed + 60_000, Habits(), spoiled(base, seed, 0.1, 0.02))
    _print_causes(base, max(4, each // 2), seed + 70_000)


_OTHERS = {
    "all range ends at round numbers, sets of siblings only": Habits(round_ends=1.0, siblings=1.0, clump=0.0),
    "no range end at a round number": Habits(round_ends=0.0),
    "how often customers usually write is not known": Habits(known_rate=False),
}


def faults(
    base: Population, each: int, seed: int, habits: Habits, known: Population | None = None
) -> Iterator[Verdict]:
    """`known`: what the engine sees of the customers. Verdicts stand under the number of reports that was asked for."""
    for count in REPORTS:
        for number in range(each):
            told = fault(base, count, seed + number + 1000 * count, habits)
            yield replace(judged(known or base, told, clean=base), reports=count)


def _print_table(base: Population, each: int, seed: int, habits: Habits, known: Population | None = None) -> None:
    verdicts = list(faults(base, each, seed, habits, known))
    nulls = list(faults(base, max(1, each // 4), seed + 500_000, replace(habits, causes=0), known))
    print("\n".join(table(verdicts, nulls)), flush=True)


def _print_causes(base: Population, each: int, seed: int) -> None:
    """Both of two causes named, and how often a second is named where there is one alone."""
    print("\n| reports | two causes: one exact | both named | one cause: a second named |\n|---|---|---|---|")
    for count in (20, 50, 100):
        two, one = (
            [judged(base, fault(base, count, seed + n + 1000 * count, Habits(causes=causes))) for n in range(each)]
            for causes in (2, 1)
        )
        figures = [mean_of(v.exact for v in two), mean_of(v.second for v in two), mean_of(v.seconds > 0 for v in one)]
        print(f"| {count} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |", flush=True)


def report_seconds(sizes: Sequence[int]) -> None:
    print("\n| customers | reports | seconds | processor seconds | resident MiB |\n|---|---|---|---|---|")
    for one in seconds(sizes):
        took = f"{one.seconds:.1f} | {one.processor:.1f} | {_resident():.0f}"
        print(f"| {one.customers:,} | {one.reports} | {took} |", flush=True)


def seconds(sizes: Sequence[int]) -> Iterator[Timed]:
    """The slowest of three faults each."""
    for size in sizes:
        base = populate(size, 1)
        for count in (10, 50, 100):
            took = [_timed(base, count, seed) for seed in range(3)]
            yield Timed(size, count, max(one[0] for one in took), max(one[1] for one in took))


def _timed(base: Population, reports: int, seed: int) -> tuple[float, float]:
    told = fault(base, reports, seed)
    began, processor = time.perf_counter(), time.process_time()
    find_segments(base.schema, base.columns, told.reports, told.weights)
    return time.perf_counter() - began, time.process_time() - processor


def _resident() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
