"""What is usual between texts of this house: measured on those that are stored. Only in workers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from andon.meaning.index.cache import cache_here
from andon.meaning.living_models import model_in_use
from andon.meaning.models import UnderstoodText
from andon.meaning.vectors import unpack

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

SAMPLE = 500


def usual_near(vector: "NDArray[numpy.float32]") -> tuple[float, float, int]:
    """How near cases are to this: mean, standard deviation, and of how many."""
    with cache_here() as cache:
        return cache.usual(vector, "case") if cache else (0.0, 0.0, 0)


def newest_vectors(kinds: Sequence[str] = ("case",), most: int = SAMPLE) -> "NDArray[numpy.float32] | None":
    """Of the newest texts; None before any model reads. One query, and one for the model."""
    model = model_in_use()
    if model is None:
        return None
    rows = UnderstoodText.objects.filter(model=model.id, subject_kind__in=kinds).order_by("-said_at", "-id")
    return unpack(list(rows.values_list("vector", flat=True)[:most]), model.size)
