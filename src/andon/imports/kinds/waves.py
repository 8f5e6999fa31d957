from collections.abc import Callable, Sequence

from andon.kit.errors import Refused

from .kind import Row


def in_waves(
    rows: Sequence[Row],
    names: Callable[[Row], set[str]],
    put: Callable[[Sequence[Row]], Sequence[str | Refused]],
) -> list[str | Refused]:
    """Put rows that name different things together, and one that names the same as an earlier one after it.

    So a later line finds what the earlier one made, and its empty cells leave that as it is.
    """
    told: dict[int, str | Refused] = {}
    left = list(range(len(rows)))
    while left:
        wave: list[int] = []
        later: list[int] = []
        taken: set[str] = set()
        for place in left:
            named = names(rows[place])
            (later if named & taken else wave).append(place)
            taken |= named
        told |= dict(zip(wave, put([rows[place] for place in wave]), strict=True))
        left = later
    return [told[place] for place in range(len(rows))]
