from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from andon.kit.subject import Subject
from andon.meaning.index.cache import cache_here

from .understood import understood

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


def nearest(
    what: "Subject | NDArray[numpy.float32]", kinds: Collection[str], k: int, since: datetime | None = None
) -> list[tuple[Subject, float]]:
    """The `k` subjects of these kinds that say what is nearest to it, each with its cosine, nearest first.

    A subject is not near itself, and one that was not read yet has no answer. Of all that are stored, whoever may see
    them. Only in workers: the process keeps a copy of all vectors, which the first question makes.
    """
    vector = _vector(what)
    with cache_here() as cache:
        if vector is None or cache is None or len(vector) != cache.model.size:
            return []
        besides = what if isinstance(what, Subject) else None
        return cache.nearest(vector, kinds, k, since=since, besides=besides)


def _vector(what: "Subject | NDArray[numpy.float32]") -> "NDArray[numpy.float32] | None":
    if not isinstance(what, Subject):
        return what
    known = understood(what.kind, [what.id]).get(what.id)
    return known.vector if known else None
