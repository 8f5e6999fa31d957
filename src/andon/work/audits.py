"""What waits must have something that wakes it. Each room registers how to find what has not (an orphan), and mends it.

A run that waits for a step, a clock that counts, a message that is planned: their due work commits with them, so there
should never be an orphan. If there is one all the same (a hand in the database, a fault of ours), it is found within a
minute and said.
"""

from collections.abc import Callable
from dataclasses import dataclass

from andon.kit.subject import Subject


@dataclass(frozen=True, slots=True)
class Orphan:
    """`why`: what is missing, in a few plain words. `repaired`: it has its wake-up again."""

    what: Subject
    why: str
    repaired: bool


Audit = Callable[[], list[Orphan]]
_audits: dict[str, Audit] = {}


def audit(name: str) -> Callable[[Audit], Audit]:
    """Register one (in `due.py`): it finds orphans in one statement, repairs each where that is safe, and returns them.

    It runs every minute, so it must be cheap when all is well.
    """

    def register(find: Audit) -> Audit:
        if name in _audits:
            raise ValueError(f"audit {name!r} is registered twice")
        _audits[name] = find
        return find

    return register


def all_audits() -> dict[str, Audit]:
    return dict(_audits)
