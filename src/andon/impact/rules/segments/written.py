"""A finding as plain values, for JSON."""

from typing import Any

from .finding import Finding, RunnerUp
from .sentence import english


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
        "runner_up": _rival(finding.runner_up) if finding.runner_up else None,
        "question": finding.question.attr if finding.question else None,
    }


def _rival(rival: RunnerUp) -> dict[str, Any]:
    predicates = [one.as_dict() for one in rival.predicates]
    return {"predicates": predicates, "confidence": rival.confidence, "segment": english([rival.segment])}
