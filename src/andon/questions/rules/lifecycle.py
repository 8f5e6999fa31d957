"""How a question stands. open: it is asked. closed: its answers stand, nobody is asked any more; it can be opened
again. withdrawn: it was a mistake, and its answers do not count."""

from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

OPEN, CLOSED, WITHDRAWN = STATUSES = ("open", "closed", "withdrawn")
MOVES: dict[str, frozenset[str]] = {
    OPEN: frozenset({CLOSED, WITHDRAWN}),
    CLOSED: frozenset({OPEN, WITHDRAWN}),
    WITHDRAWN: frozenset(),
}


def check_move(status: str, to: str) -> None:
    """Raises Conflict for a move that is not in the table; staying is no move."""
    if to not in MOVES[status]:
        raise Conflict(_("A question that was withdrawn stays so. Ask another."))
