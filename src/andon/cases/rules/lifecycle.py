"""Who holds the ball. A case moves only as the table says; any other move is a Conflict.

new: nobody has answered. open: our turn. waiting_customer, waiting_others: somebody else's turn. solved: we think it is
done and have asked the customer. closed: over, with a reason; a customer who writes again opens a follow-up.
"""

from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

NEW, OPEN = "new", "open"
WAITING_CUSTOMER, WAITING_OTHERS = "waiting_customer", "waiting_others"
SOLVED, CLOSED = "solved", "closed"
STATUSES = (NEW, OPEN, WAITING_CUSTOMER, WAITING_OTHERS, SOLVED, CLOSED)

WAITING = (WAITING_CUSTOMER, WAITING_OTHERS)
OUR_TURN = frozenset({NEW, OPEN})
RUNNING = frozenset({NEW, OPEN, WAITING_CUSTOMER, WAITING_OTHERS})

_RUNNING_MOVES = frozenset({OPEN, WAITING_CUSTOMER, WAITING_OTHERS, SOLVED, CLOSED})
MOVES: dict[str, frozenset[str]] = {
    NEW: _RUNNING_MOVES,
    OPEN: _RUNNING_MOVES - {OPEN},
    WAITING_CUSTOMER: _RUNNING_MOVES - {WAITING_CUSTOMER},
    WAITING_OTHERS: _RUNNING_MOVES - {WAITING_OTHERS},
    SOLVED: frozenset({OPEN, WAITING_CUSTOMER, CLOSED}),
    CLOSED: frozenset({OPEN}),
}


def check_move(status: str, to: str) -> None:
    """Raises Conflict for a move that is not in the table; staying is no move."""
    if to not in MOVES[status]:
        raise Conflict(_("A case that is %(status)s cannot become %(to)s.") % {"status": status, "to": to})


def after_customer_wrote(status: str) -> str:
    """Whose turn it is once the customer has written; a closed case stays closed (a follow-up opens)."""
    return status if status in (NEW, CLOSED) else OPEN
