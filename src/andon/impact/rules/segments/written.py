"""Findings as plain values, for JSON."""

from collections.abc import Sequence
from typing import Any

from .finding import Finding, RunnerUp
from .sentence import english


def as_dicts(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Best first: what is found, then what the first could be instead (`is_alternative`), less likely each."""
    others = [_alternative(findings[0], one) for one in findings[0].next_best] if findings else []
    return [*(as_dict(one) for one in findings), *others]


def _alternative(finding: Finding, other: RunnerUp) -> dict[str, Any]:
    sure = min(other.confidence, finding.confidence)
    counts = {"confidence": sure, "inside": other.inside, "reports": finding.reports, "share": other.share}
    sentence = f"Or else: {english([other.segment])} ({other.inside} of {finding.reports} reports)."
    return _rival(other) | counts | {"sentence": sentence, "is_alternative": True}


def as_dict(finding: Finding) -> dict[str, Any]:
    return {
        "predicates": [one.as_dict() for one in finding.predicates],
        "confidence": finding.confidence,
        "sentence": english(finding.sentence_parts),
        "inside": finding.inside,
        "reports": finding.reports,
        "customers": finding.customers,
        "share": finding.share,
        "is_hint": finding.is_hint,
        "is_second": finding.is_second,
        "is_alternative": False,
        "runner_up": _rival(finding.runner_up) if finding.runner_up else None,
        "question": finding.question.attr if finding.question else None,
    }


def _rival(rival: RunnerUp) -> dict[str, Any]:
    predicates = [one.as_dict() for one in rival.predicates]
    return {"predicates": predicates, "confidence": rival.confidence, "segment": english([rival.segment])}
