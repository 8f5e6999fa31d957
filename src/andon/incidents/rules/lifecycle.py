"""Where an incident stands. open: it hurts. mitigated: it hurts no more, the cause may stand. resolved: over.

It may go straight to resolved, and come back to open from either.
"""

from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

OPEN, MITIGATED, RESOLVED = "open", "mitigated", "resolved"
MOVES: dict[str, frozenset[str]] = {
    OPEN: frozenset({MITIGATED, RESOLVED}),
    MITIGATED: frozenset({OPEN, RESOLVED}),
    RESOLVED: frozenset({OPEN}),
}


def check_move(status: str, to: str) -> None:
    """Raises Conflict for a move that is not in the table; staying is no move."""
    if to not in MOVES[status]:
        raise Conflict(_("An incident that is %(status)s cannot become %(to)s.") % {"status": status, "to": to})
