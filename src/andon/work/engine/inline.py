"""The same engine in the caller's thread: tests, and the making of a demo's history."""

from collections.abc import Sequence

from andon.work.lanes import LANES

from .attempt import attempt_lot
from .lots import claim_lots


def run_due_work(lanes: Sequence[str] = LANES, *, raise_errors: bool = True) -> int:
    """Run all that is due, and what becomes due by it; the number of pieces tried. Errors are raised."""
    tried = 0
    while lots := claim_lots(lanes, limit=100):
        for lot in lots:
            attempt_lot(lot, raise_errors=raise_errors)
            tried += len(lot)
    return tried
