"""Which values of a case people chose.

The last who set a field decides: a person, and it is a choice; a program or Andon, and it is none, whoever closes the
case. What nobody set, or what was set and taken back, becomes a choice when a person solves or closes the case and
leaves it so. Spam and duplicates say nothing about where a case belongs.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .fields import CAPABILITY, FIELDS, PRIORITY, SERVICE, TEAM

SETTERS = {
    "cases.OwnershipHandedOver": (TEAM,),
    "cases.CaseServiceChanged": (SERVICE, CAPABILITY),
    "cases.CasePriorityChanged": (PRIORITY,),
}
TAKEN_BACK = "routing.SuggestionUndone"
ENDED = ("cases.CaseSolved", "cases.CaseClosed")
IMPORTED = "cases.CaseImported"
KINDS = (*SETTERS, TAKEN_BACK, *ENDED, IMPORTED)
_SAY_NOTHING = ("spam", "duplicate")


class Happened(NamedTuple):
    """`why`: the reason of a closing; `was_closed`: of an import."""

    kind: str
    by_person: bool
    fields: tuple[str, ...] = ()
    why: str = ""
    was_closed: bool = False


def chosen_fields(happened: Iterable[Happened]) -> set[str]:
    """What happened to one case, oldest first."""
    touched: dict[str, bool] = {}
    confirmed = False
    for one in happened:
        if one.kind in SETTERS:
            touched.update(dict.fromkeys(SETTERS[one.kind], one.by_person))
        elif one.kind == TAKEN_BACK:
            for field in one.fields:
                touched.pop(field, None)
        else:
            confirmed = confirmed or _confirms(one)
    return {field for field in FIELDS if touched.get(field, confirmed)}


def _confirms(one: Happened) -> bool:
    if one.why in _SAY_NOTHING:
        return False
    return one.was_closed if one.kind == IMPORTED else one.by_person
