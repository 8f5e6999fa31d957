from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.merge_cases import merge_cases
from andon.kit.errors import Invalid, Missing
from andon.people.access import Access
from andon.suggestions.deciding import locked, note_accepted, only_open, workable_case
from andon.suggestions.linkable import find_linkable
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import ACCEPTED, HOW, LINK, MERGE, RELATE

from .relate_cases import relate_cases


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, *, access: Access, how: str = "") -> Suggestion:
    """Do what it suggests, or (`how`) the other thing that two cases allow: merge, relate. Accepting twice changes
    nothing. Raises Conflict when it was decided otherwise, and what merging or linking refuses."""
    suggestion = locked(suggestion)
    how = how or HOW[suggestion.kind][0]
    if how not in HOW[suggestion.kind]:
        raise Invalid({"how": _("One of: %(ways)s.") % {"ways": ", ".join(HOW[suggestion.kind])}})
    if suggestion.state == ACCEPTED and suggestion.how == how:
        return suggestion
    only_open(suggestion)
    # Noted first: what merging tells is about a suggestion that is decided.
    note_accepted(suggestion, how, access.actor)
    _DO[how](suggestion, access)
    return suggestion


def _merge(suggestion: Suggestion, access: Access) -> None:
    """The earlier one stays, unless only the later one runs still."""
    later = workable_case(suggestion.case_id, access)
    earlier = workable_case(suggestion.target_id, access)
    into = later if later.is_running and not earlier.is_running else earlier
    merge_cases([later if into == earlier else earlier], into=into, by=access.actor)


def _relate(suggestion: Suggestion, access: Access) -> None:
    case, other = workable_case(suggestion.case_id, access), workable_case(suggestion.target_id, access)
    relate_cases(case, other, by=access.actor)


def _link(suggestion: Suggestion, access: Access) -> None:
    linkable = find_linkable(suggestion.target_kind)
    if linkable is None:
        raise Missing(_("Nothing of this kind can be linked to any more."))
    linkable.link(suggestion.target_id, [workable_case(suggestion.case_id, access)], access)


_DO: dict[str, Callable[[Suggestion, Access], None]] = {MERGE: _merge, RELATE: _relate, LINK: _link}
