"""The same engine in the caller's thread: tests, and the making of a demo's history."""

from collections.abc import Sequence

from andon.work.lanes import LANES

from .attempt import attempt
from .claim import claim


def run_due_work(lanes: Sequence[str] = LANES, *, raise_errors: bool = True) -> int:
    """Run all that is due, and what becomes due by it; the number of pieces tried. Errors are raised."""
    tried = 0
    while claimed := claim(lanes, limit=100):
        for work in claimed:
            attempt(work, raise_errors=raise_errors)
            tried += 1
    return tried
