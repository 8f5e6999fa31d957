"""Which customers does this concern? The likeliest segment of the whole base that explains a few reports."""

from .choices import Predicate
from .finding import Finding, Question, RunnerUp
from .findings import find_segments
from .schema import BadSchema, Schema, read_schema
from .sentence import Part, english
from .whole import affected
from .written import as_dict, as_dicts

__all__ = [
    "BadSchema",
    "Finding",
    "Part",
    "Predicate",
    "Question",
    "RunnerUp",
    "Schema",
    "affected",
    "as_dict",
    "as_dicts",
    "english",
    "find_segments",
    "read_schema",
]
