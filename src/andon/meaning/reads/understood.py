from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from andon.kit.subject import Subject
from andon.meaning.living_models import model_in_use
from andon.meaning.models import UnderstoodText
from andon.meaning.vectors import unpack

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Understood:
    """What is known of a text without its words. `vector` is of length one, or zeros for a text that says nothing."""

    subject: Subject
    vector: "NDArray[numpy.float32]"
    language: str
    said_at: datetime
    reporter: str
    verified: bool
    codes: tuple[str, ...]
    length: int


def understood(kind: str, ids: Collection[UUID]) -> dict[UUID, Understood]:
    """Those of these that the model in use has read, oldest first; two queries. Only in workers: it needs numpy."""
    model = model_in_use()
    if model is None:
        return {}
    rows = UnderstoodText.objects.filter(model=model.id, subject_kind=kind, subject_id__in=list(ids))
    found = list(rows.order_by("said_at", "id"))
    vectors = unpack([row.vector for row in found], model.size)
    return {
        row.subject_id: Understood(
            row.subject,
            vector,
            row.language,
            row.said_at,
            row.reporter,
            row.verified,
            tuple(row.codes),
            row.length,
        )
        for row, vector in zip(found, vectors, strict=True)
    }
