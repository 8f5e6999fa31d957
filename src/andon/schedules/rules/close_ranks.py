"""Who has which turn once somebody has left: whoever has the turn now keeps it, and the others follow as before."""

from collections.abc import Sequence

from .layer import P


def close_ranks(turns: Sequence[Sequence[P]], gone: P, number: int) -> list[list[P]]:
    """The turns without her, in an order in which turn `number` is that of who had it, or else of the next one."""
    if not turns:
        return []
    left = [[person for person in turn if person != gone] for turn in turns]
    first = number % len(left)
    # From the turn that runs on, so that the first one kept is the one that runs or comes next.
    kept = [turn for turn in left[first:] + left[:first] if turn]
    if not kept:
        return []
    shift = number % len(kept)
    return kept[-shift:] + kept[:-shift] if shift else kept
