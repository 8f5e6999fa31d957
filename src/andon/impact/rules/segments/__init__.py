"""Which customers does this concern? The likeliest segment of the whole base that explains a few reports."""

from .choices import Predicate
from .findings import Finding, Question, RunnerUp, find_segments
from .schema import BadSchema, Schema
from .sentence import Part, english
from .whole import affected

__all__ = [
    "BadSchema",
    "Finding",
    "Part",
    "Predicate",
    "Question",
    "RunnerUp",
    "Schema",
    "affected",
    "english",
    "find_segments",
]
