"""The answer: the likeliest segment, and a second cause of what it leaves unexplained."""

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from .asked import Asked, ask
from .choices import Codes
from .finding import Finding
from .plane import Mask, Plane
from .posterior import NOTHING, believe
from .reading import Sampled
from .sample import sample_rows
from .schema import Schema
from .search import Search, least_inside
from .telling import Answer, tell
from .values import Column

FEWEST = 3
SHOWN_FROM = 0.5
_SECOND_FROM = 5
_SECOND_NOTHING = 0.5


def find_segments(
    schema: Schema, columns: Mapping[str, Column], reports: NDArray[Any], base_weight: NDArray[Any] | None = None
) -> list[Finding]:
    """Best first; the second explains what the first does not. [] for no segment (yet).

    `columns`: a value for each customer (None, NaN, "": not set). `reports`: rows of customers who reported; a customer
    counts once. `base_weight`: how often each usually writes. Raises BadSchema, ValueError.
    """
    asked = ask(schema, columns, reports, base_weight)
    if len(asked.reports) < FEWEST or not asked.attributes:
        return []
    rows = sample_rows(asked.size, asked.weight)
    sampled = Sampled(asked.attributes, asked.columns, rows, asked.reports)
    first = _explain(asked, sampled, asked.reports, NOTHING)
    if first is None:
        return []
    finding, mask = first
    left = asked.reports[~mask[asked.reports]]
    second = _explain(asked, sampled, left, _SECOND_NOTHING, is_second=True) if len(left) >= _SECOND_FROM else None
    return [finding] if second is None else [finding, second[0]]


def _explain(
    asked: Asked, sampled: Sampled, reports: Codes, nothing: float, *, is_second: bool = False
) -> tuple[Finding, Mask] | None:
    """`nothing`: how likely no segment was beforehand. None: nothing to be shown."""
    least = least_inside(len(reports))
    plane = Plane(sampled.binned(reports, least), asked.size)
    belief = believe(plane, Search(plane, least).run(), nothing)
    if belief.nothing > SHOWN_FROM or not belief.segments:
        return None
    at = belief.answer()
    if belief.confidence(at) < SHOWN_FROM:
        return None
    return tell(Answer(asked, plane, belief, at, reports, is_second))
