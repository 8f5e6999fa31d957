"""Claimed work in lots: pieces of one task that are one transaction, where the task can take them so; else one each.

What has failed, or ended its worker, is tried in smaller lots, and at last alone: so whatever kills processes soon
harms nobody but itself.
"""

from collections.abc import Sequence

from andon.work.tasks import find_task

from .claim import Claimed, claim

Lot = list[Claimed]


def claim_lots(lanes: Sequence[str], *, limit: int) -> list[Lot]:
    """Lease up to `limit` lots. Only where more is due than lots are wanted, a lot is filled up."""
    claimed = claim(lanes, limit=limit)
    lots = in_lots(claimed)
    if len(claimed) == limit:
        for lot in lots:
            if (room := lot_size(lot[0]) - len(lot)) > 0:
                lot += claim(lanes, limit=room, like=lot[0])
    return lots


def in_lots(claimed: Sequence[Claimed]) -> list[Lot]:
    """In the order in which their first pieces came."""
    lots: list[Lot] = []
    filling: dict[tuple[str, int], Lot] = {}
    for work in claimed:
        lot = filling.get((work.task, work.attempts))
        if lot is None or len(lot) >= lot_size(work):
            lots.append(lot := [])
            filling[work.task, work.attempts] = lot
        lot.append(work)
    return lots


def lot_size(work: Claimed) -> int:
    """How many of its kind are one transaction."""
    try:
        together = find_task(work.task).together
    except LookupError:
        return 1
    return max(1, int(together / 10 ** (work.attempts - 1)))
