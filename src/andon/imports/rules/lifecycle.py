"""How an import goes. It moves only as the table says; any other move is a Conflict."""

from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

MAPPING, CHECKING, CHECKED = "mapping", "checking", "checked"
RUNNING, PAUSED, FINISHED, CANCELLED = "running", "paused", "finished", "cancelled"
STATUSES = (MAPPING, CHECKING, CHECKED, RUNNING, PAUSED, FINISHED, CANCELLED)
AT_WORK = frozenset({CHECKING, RUNNING})
BEFORE_RUN = frozenset({MAPPING, CHECKING, CHECKED})
ENDED = frozenset({FINISHED, CANCELLED})
MOVES = {
    MAPPING: frozenset({MAPPING, CHECKING, CANCELLED}),
    CHECKING: frozenset({MAPPING, CHECKED, CANCELLED}),
    CHECKED: frozenset({MAPPING, CHECKING, RUNNING, CANCELLED}),
    RUNNING: frozenset({PAUSED, FINISHED, CANCELLED}),
    PAUSED: frozenset({RUNNING, CANCELLED}),
    FINISHED: frozenset[str](),
    CANCELLED: frozenset[str](),
}


def check_move(status: str, to: str) -> None:
    """Raises Conflict for a move that is not in the table."""
    if to not in MOVES[status]:
        raise Conflict(_("An import that is %(status)s cannot become %(to)s.") % {"status": status, "to": to})
