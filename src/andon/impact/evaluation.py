"""A plain Python face for measuring: the same code as the product runs, without settings and without a database."""

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike


class Candidate:
    def blast_radius(
        self,
        schema: Mapping[str, Mapping[str, Any]],
        columns: Mapping[str, ArrayLike],
        reports: ArrayLike,
        base_weight: ArrayLike | None = None,
    ) -> Sequence[dict[str, Any]]:
        """Findings best first, each with `predicates`, `confidence` and `sentence`; [] for no segment.

        What is found is followed by what it could be instead: less likely, and marked `is_alternative`.

        `columns`: a value for each customer; `reports`: rows of those who reported. Raises ValueError.
        """
        import numpy as np

        from andon.impact.rules.segments import as_dicts, find_segments

        arrays = {name: np.asarray(column) for name, column in columns.items()}
        weight = None if base_weight is None else np.asarray(base_weight)
        return as_dicts(find_segments(schema, arrays, np.asarray(reports), weight))
