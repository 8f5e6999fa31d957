"""How urgent a case is. Which priorities there are is a setting; the usual one is always among them."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from andon.kit.errors import Invalid

USUAL = "normal"
PRIORITIES = ("low", USUAL, "high", "urgent")
MOST = 12
_PRIORITY = re.compile(r"[a-z][a-z0-9_-]{0,29}")


_WORDS = {"low": _lazy("Low"), "normal": _lazy("Normal"), "high": _lazy("High"), "urgent": _lazy("Urgent")}


def priority_word(priority: str) -> str:
    """One of somebody's own stands for itself."""
    return str(_WORDS.get(priority, priority.capitalize()))


def checked_priorities(given: Sequence[str]) -> list[str]:
    """From the least urgent to the most; raises Invalid by `priorities`."""
    found = list(dict.fromkeys(one.strip().lower() for one in given if one.strip()))
    if len(found) > MOST:
        raise Invalid({"priorities": _("At most %(most)s priorities.") % {"most": MOST}})
    if bad := [one for one in found if not _PRIORITY.fullmatch(one)]:
        raise Invalid({"priorities": _("“%(name)s” must be a short word of a to z.") % {"name": bad[0][:40]}})
    if USUAL not in found:
        raise Invalid({"priorities": _("“%(name)s” is the usual one and stays.") % {"name": USUAL}})
    return found


def check_priority(priority: str, known: Sequence[str]) -> str:
    if priority not in known:
        raise Invalid({"priority": _("Say one of: %(known)s.") % {"known": ", ".join(known)}})
    return priority
