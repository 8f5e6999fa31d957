"""What is found of a base's reports, as plain values to keep. For workers alone: it imports numpy."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from .base import Base
from .rules.bars import Bars, bars_of, strongest_first
from .rules.segments import Finding, Part, Predicate, affected, find_segments
from .rules.segments.whole import holds

MOST_BARS = 9


def find(base: Base, accounts: Sequence[UUID]) -> tuple[dict[str, Any], list[int]]:
    """The findings with the bars of each attribute, and the rows that match any of them."""
    reports = base.rows_of(accounts)
    findings = find_segments(base.schema, base.columns, reports, base.weight) if len(reports) else []
    masks = [affected(base.schema, base.columns, one.predicates) for one in findings]
    matching = np.flatnonzero(np.logical_or.reduce(masks)) if masks else np.array([], np.int64)
    kept = {
        "findings": [_finding(one) for one in findings],
        "kinds": {name: str(one["kind"]) for name, one in base.schema.items()},
        "table": _table(masks[0], reports) if masks else None,
        **_bars(base, reports, findings),
    }
    return kept, matching.tolist()


def _table(mask: NDArray[np.bool_], reports: NDArray[np.int64]) -> dict[str, int]:
    """Inside and outside of the segment: accounts, and those of them that reported."""
    inside = int(mask[reports].sum())
    return {
        "inside": int(mask.sum()),
        "inside_reported": inside,
        "outside": int((~mask).sum()),
        "outside_reported": len(reports) - inside,
    }


def _finding(one: Finding) -> dict[str, Any]:
    rival = one.runner_up
    return {
        "predicates": [each.as_dict() for each in one.predicates],
        "confidence": round(one.confidence, 4),
        "inside": one.inside,
        "reports": one.reports,
        "share": one.share,
        "customers": one.customers,
        "parts": [_part(each) for each in one.sentence_parts],
        "runner_up": {
            "predicates": [each.as_dict() for each in rival.predicates],
            "confidence": round(rival.confidence, 4),
            "inside": rival.inside,
            "share": rival.share,
        }
        if rival
        else None,
        "question": one.question.attr if one.question else "",
        "is_hint": one.is_hint,
        "is_second": one.is_second,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"code": part.code, "values": {name: _plain(value) for name, value in part.values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return _part(value)
    return list(value) if isinstance(value, tuple) else value


def _bars(base: Base, reports: NDArray[np.int64], findings: Sequence[Finding]) -> dict[str, Any]:
    """Of the attributes that the findings name and of those that differ clearly; the others are no factor."""
    named = {each.attr: each for one in findings for each in one.predicates}
    rows = reports.tolist()
    every = [_bars_of(base, attr, rows, named.get(attr)) for attr in base.schema]
    ordered = strongest_first(every, named)
    family = {attr: str(one.get("hier") or attr) for attr, one in base.schema.items()}
    drawn: dict[str, Bars] = {}
    for one in ordered:
        # The levels of one hierarchy say the same in other words, unless the finding names them.
        if one.attr in named or (one.is_clear and family[one.attr] not in drawn):
            drawn.setdefault(one.attr if family[one.attr] in drawn else family[one.attr], one)
    no_factor = [one.attr for one in ordered if not one.is_clear and family[one.attr] not in drawn]
    return {
        "bars": [_kept(one, one.attr in named) for one in list(drawn.values())[:MOST_BARS]],
        "no_factor": no_factor,
    }


def _bars_of(base: Base, attr: str, reports: Sequence[int], named: Predicate | None) -> Bars:
    column, kind = base.columns[attr], str(base.schema[attr]["kind"])
    if named is not None and (kind in ("ord", "num") or named.op in ("in", ">=", "<=", "between")):
        # A range is one bar, and what lies outside of it another.
        inside = holds(named, kind, column)
        return bars_of(attr, inside.tolist(), reports, (True,))
    values = _binned(column) if kind == "num" else [None if value == "" else value for value in column.tolist()]
    return bars_of(attr, values, reports, (named.value,) if named else ())


def _binned(column: NDArray[np.float64]) -> list[Any]:
    """Numbers in four parts of equal size."""
    known = column[np.isfinite(column)]
    edges = np.unique(np.quantile(known, (0.25, 0.5, 0.75))) if len(known) else np.array([])
    place = np.searchsorted(edges, column, side="left")
    names = [f"≤ {edge:g}" for edge in edges] + ([f"> {edges[-1]:g}"] if len(edges) else [""])
    return [names[at] if np.isfinite(value) else None for at, value in zip(place, column, strict=True)]


def _kept(one: Bars, is_named: bool) -> dict[str, Any]:
    return {
        "attr": one.attr,
        "strength": round(one.strength, 1),
        "named": is_named,
        "bars": [
            {
                "value": bar.value,
                "inside": bar.inside,
                "of_reports": round(bar.of_reports, 4),
                "of_all": round(bar.of_all, 5),
                "low": round(bar.low, 4),
                "high": round(bar.high, 4),
                "hit": bar.hit,
                "rest": bar.rest,
            }
            for bar in one.bars
        ],
    }
