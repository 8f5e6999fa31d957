"""What can be done with many cases at once, and what may be left open in a text for them.

Each act is the act of one case; what it refuses for one it refuses for that one alone. First all are tried without
effect (`waiting` becomes `ready`, `unchanged` or `refused`), then those that are ready are done (`done`, or `failed` if
the case moved on meanwhile), and what can be taken back can be (`undone`).
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.placeholders import names_in, parts_of, unknown_names

ACTS = (
    "assign_cases",
    "hand_over_cases",
    "tag_case",
    "set_case_fields",
    "change_brand",
    "wait_for",
    "solve_case",
    "close_case",
    "reply_to_case",
    "note_on_case",
    "mark_spam",
)
WRITES_TO_HER = frozenset({"reply_to_case", "solve_case"})
UNDOABLE = frozenset(
    {"assign_cases", "hand_over_cases", "tag_case", "set_case_fields", "change_brand", "reply_to_case"}
)
WAITING, READY, UNCHANGED, REFUSED, DONE, FAILED, UNDONE = STATES = (
    "waiting",
    "ready",
    "unchanged",
    "refused",
    "done",
    "failed",
    "undone",
)
MOST_CASES, AT_ONCE = 1000, 100
PLACEHOLDERS = ("contact name", "first name", "account", "owner", "case", "title", "order number")


def check_text(text: str, field: str = "body") -> None:
    """Refuses placeholders that nobody fills."""
    if unknown := unknown_names(text, PLACEHOLDERS):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        said = _("{%(name)s} is none of: %(known)s.") % {"name": unknown[0], "known": known}
        raise Invalid({field: said})


def filled(text: str, values: Mapping[str, str], field: str = "body") -> str:
    """The text for one case; refused where a name in it stands for nothing there."""
    if empty := next((name for name in names_in(text) if not values.get(name)), None):
        raise Invalid({field: _("Nothing stands for {%(name)s} here.") % {"name": empty}})
    return "".join(part for part, _was_filled in parts_of(text, values))
