"""How right answers about faults are, whose truth is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from andon.impact.rules.segments import Predicate, affected, find_segments

from .faults import Fault, Truth
from .population import Mask, Population

SAME = 0.8


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` 0: no answer. `likeness`: F1 of the customers named. `second`: both causes are named."""

    reports: int
    noise: float
    confidence: float = 0.0
    exact: bool = False
    likeness: float = 0.0
    among_three: bool = False
    second: bool = False
    seconds: int = 0


def judged(base: Population, told: Fault, *, clean: Population | None = None) -> Verdict:
    """`base`: what the engine sees; `clean`: what is true of the customers."""
    found = find_segments(base.schema, base.columns, told.reports, told.weights)
    count, true = len(told.reports), clean or base
    if not found or not told.truths:
        return Verdict(count, told.noise, found[0].confidence if found else 0.0, seconds=len(found) - 1)
    named = [one.predicates for one in found]
    rivals = [one.predicates for one in found[0].next_best]
    matches = [_is_exact(true, each, truth) for each in named[:1] for truth in told.truths]
    any_of = any(_is_exact(true, each, truth) for each in [*named, *rivals][:3] for truth in told.truths)
    likeness = max(_likeness(_mask(true, named[0]), truth.affected) for truth in told.truths)
    both = len(named) > 1 and all(
        max(_likeness(_mask(true, each), truth.affected) for each in named) >= SAME for truth in told.truths
    )
    return Verdict(count, told.noise, found[0].confidence, any(matches), likeness, any_of, both, len(found) - 1)


def calibration_error(verdicts: Iterable[Verdict]) -> float:
    """Between confidence and how often the customers named were right (F1 of .8), in ten bins, of the answers given."""
    given = [one for one in verdicts if one.confidence]
    bins: dict[int, list[Verdict]] = {}
    for one in given:
        bins.setdefault(min(9, int(10 * one.confidence)), []).append(one)
    gaps = [abs(_mean(o.confidence - (o.likeness >= SAME) for o in some)) * len(some) for some in bins.values()]
    return sum(gaps) / max(1, len(given))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _mask(base: Population, predicates: Sequence[Predicate]) -> Mask:
    return affected(base.schema, base.columns, predicates)


def _likeness(one: Mask, other: Mask) -> float:
    return float(2 * (one & other).sum() / max(1, one.sum() + other.sum()))


def _overlap(one: Mask, other: Mask) -> float:
    return float((one & other).sum() / max(1, (one | other).sum()))


def _is_exact(base: Population, predicates: Sequence[Predicate], truth: Truth) -> bool:
    """The same customers (Jaccard .95), or the same attributes with equal values and ranges that overlap by .8."""
    if _overlap(_mask(base, predicates), truth.affected) >= 0.95:
        return True
    wanted = {one["attr"]: one for one in truth.predicates}
    return wanted.keys() == {one.attr for one in predicates} and all(
        _agree(base, one, wanted[one.attr]) for one in predicates
    )


def _agree(base: Population, one: Predicate, truth: dict[str, Any]) -> bool:
    other = Predicate(truth["attr"], truth["op"], truth["value"])
    overlap = _overlap(_mask(base, [one]), _mask(base, [other]))
    return overlap >= (SAME if base.schema[one.attr]["kind"] in ("num", "ord") else 1 - 1e-9)


def table(verdicts: Sequence[Verdict], nulls: Sequence[Verdict]) -> list[str]:
    """Markdown, a row for each number of reports, and all."""
    rows = [
        "| reports | faults | exact | F1 | among three | ≥ .9: share | of these right | calibration error "
        "| nulls ≥ .9 | any |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    counts: list[int | None] = [*sorted({round(one.reports) for one in verdicts}), None]
    groups = {count: [one for one in verdicts if count in (None, one.reports)] for count in counts}
    for count, some in groups.items():
        none = [one for one in nulls if count in (None, one.reports)]
        sure = [one for one in some if one.confidence >= 0.9]
        figures = [
            _mean(one.exact for one in some),
            _mean(one.likeness for one in some),
            _mean(one.among_three for one in some),
            len(sure) / max(1, len(some)),
            _mean(one.likeness >= SAME for one in sure),
            calibration_error(some),
            _mean(one.confidence >= 0.9 for one in none),
            _mean(one.confidence > 0 for one in none),
        ]
        name = "all" if count is None else str(count)
        rows.append(f"| {name} | {len(some)} | " + " | ".join(f"{one:.2f}" for one in figures) + " |")
    return rows


def mean_of(values: Iterable[float]) -> float:
    return float(np.mean(list(values) or [0.0]))
