"""What becomes of a signal. It moves only as the table says; any other move is a Conflict.

new: nobody has looked. taken: something stands for it, such as a case; that stays. dismissed: nothing follows, for a
reason; it can be undone.
"""

from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

NEW, TAKEN, DISMISSED = "new", "taken", "dismissed"
STATUSES = (NEW, TAKEN, DISMISSED)
MOVES = {NEW: frozenset({TAKEN, DISMISSED}), DISMISSED: frozenset({NEW}), TAKEN: frozenset[str]()}


def check_move(status: str, to: str) -> None:
    """Raises Conflict for a move that is not in the table."""
    if to in MOVES[status]:
        return
    if status == TAKEN:
        raise Conflict(_("Something was made of this signal already."))
    raise Conflict(_("This signal was dismissed; take that back first."))
