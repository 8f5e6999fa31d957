"""A finding in words. Parts with a code and values, so that a screen says them in its own language; English for the
command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .choices import Predicate
from .values import is_unset

# What a screen translates; the values stand in braces.
TEMPLATES = {
    "hint": "First hint:",
    "come_from": "{inside} of {reports} reports ({percent} %) come from customers with {segment}:",
    "left_come_from": "{inside} of the other {reports} reports ({percent} %) come from customers with {segment}:",
    "share": "{percent} % of all customers, {customers} accounts.",
    "confidence": "Confidence {percent} %.",
    "unexplained": "Not explained: {count}.",
    "nobody": "Nobody with {segment} (expected {expected}).",
    "and": "{first} and {second}",
    "is": "{attr} {value}",
    "is_on": "{attr}",
    "is_off": "{attr} off",
    "is_unset": "{attr} not set",
    "one_of": "{attr} {values}",
    "at_least": "{attr} {value} or later",
    "at_most": "{attr} {value} or earlier",
    "number_at_least": "{attr} {value} or more",
    "number_at_most": "{attr} {value} or less",
    "between": "{attr} {low} to {high}",
}


@dataclass(frozen=True, slots=True)
class Part:
    """`code`: a key of TEMPLATES. A value may be a text, a number, or a Part again."""

    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence counts. `share`: of all customers, 0..1; `nobody`: a predicate that no report fulfils, and how
    many were expected to; `left`: these are the reports that an earlier finding does not explain."""

    predicates: Sequence[Predicate]
    inside: int
    reports: int
    share: float
    customers: int
    confidence: float
    nobody: tuple[Predicate, float] | None = None
    hint: bool = False
    left: bool = False


def sentence_parts(told: Told, kinds: dict[str, str]) -> tuple[Part, ...]:
    segment = segment_part(told.predicates, kinds)
    percent = round(100 * told.inside / told.reports)
    counts = {"inside": told.inside, "reports": told.reports, "percent": percent, "segment": segment}
    parts = [Part("hint", {})] if told.hint else []
    parts.append(Part("left_come_from" if told.left else "come_from", counts))
    parts.append(Part("share", {"percent": _share(told.share), "customers": f"{told.customers:,}"}))
    parts.append(Part("confidence", {"percent": min(99, int(100 * told.confidence))}))
    if told.inside < told.reports:
        parts.append(Part("unexplained", {"count": told.reports - told.inside}))
    if told.nobody:
        what, expected = told.nobody
        parts.append(Part("nobody", {"segment": predicate_part(what, kinds), "expected": round(expected, 1)}))
    return tuple(parts)


def segment_part(predicates: Sequence[Predicate], kinds: dict[str, str]) -> Part:
    whole = predicate_part(predicates[0], kinds)
    for one in predicates[1:]:
        whole = Part("and", {"first": whole, "second": predicate_part(one, kinds)})
    return whole


def predicate_part(predicate: Predicate, kinds: dict[str, str]) -> Part:
    attr, value, is_number = predicate.attr, predicate.value, kinds.get(predicate.attr) == "num"
    if predicate.op == "between":
        return Part("between", {"attr": attr, "low": value[0], "high": value[1]})
    if predicate.op == "in":
        return Part("one_of", {"attr": attr, "values": tuple(value)})
    if predicate.op in (">=", "<="):
        code = "at_least" if predicate.op == ">=" else "at_most"
        return Part(f"number_{code}" if is_number else code, {"attr": attr, "value": value})
    if value is None or is_unset(value):
        return Part("is_unset", {"attr": attr})
    if kinds.get(attr) == "bool":
        return Part("is_on" if value else "is_off", {"attr": attr})
    return Part("is", {"attr": attr, "value": value})


def english(parts: Sequence[Part]) -> str:
    return " ".join(_said(part) for part in parts)


def _said(part: Part) -> str:
    return TEMPLATES[part.code].format(**{name: _written(value) for name, value in part.values.items()})


def _written(value: Any) -> str:
    if isinstance(value, Part):
        return _said(value)
    if isinstance(value, tuple):
        texts = ["not set" if one is None else str(one) for one in value]
        return " or ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return str(value)


def _share(share: float) -> float:
    """In percent, two digits that say something."""
    percent = 100 * share
    return float(round(percent)) if percent >= 10 else float(f"{percent:.2g}")
