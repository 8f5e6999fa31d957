"""How long to wait before a child that ended is started again: at once, then longer and longer."""

_FIRST, _LONGEST, _WELL = 0.5, 30.0, 30.0


class Backoff:
    def __init__(self) -> None:
        self._next = 0.0

    def after(self, lived: float) -> float:
        """Seconds to wait, for one that lived so long. Who lived well is forgiven what was before."""
        if lived >= _WELL:
            self._next = 0.0
        wait = self._next
        self._next = min(_LONGEST, max(_FIRST, 2 * wait))
        return wait
