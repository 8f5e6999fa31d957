from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.undo_merge import undo_merge
from andon.cases.models import Case, Merge
from andon.kit.errors import Conflict
from andon.people.access import Access
from andon.suggestions.deciding import locked, note_undone, workable_case
from andon.suggestions.linkable import find_linkable
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import ACCEPTED, DISMISSED, LINK, MERGE, RELATE, UNDONE

from .unrelate_cases import unrelate_cases


@transaction.atomic
def undo_suggestion(suggestion: Suggestion, *, access: Access) -> Suggestion:
    """Take back what was decided: the merge, the link or the dismissal. Repeating it changes nothing. Raises Conflict
    for one that nobody decided, and what undoing a merge refuses."""
    suggestion = locked(suggestion)
    if suggestion.state == UNDONE:
        return suggestion
    if suggestion.state not in (ACCEPTED, DISMISSED):
        raise Conflict(_("Nobody has decided this yet."))
    how, was = suggestion.how, suggestion.state
    note_undone(suggestion, access.actor)
    if was == ACCEPTED:
        _UNDO[how](suggestion, access)
    return suggestion


def _unmerge(suggestion: Suggestion, access: Access) -> None:
    pair = [suggestion.case_id, suggestion.target_id]
    merge = Merge.objects.filter(case__in=pair, into__in=pair, undone_at=None).select_related("case").first()
    workable_case(suggestion.case_id, access)
    if merge is not None:
        undo_merge(merge.case, by=access.actor)


def _unrelate(suggestion: Suggestion, access: Access) -> None:
    case, other = (Case.objects.get(id=id) for id in (suggestion.case_id, suggestion.target_id))
    workable_case(case.id, access)
    unrelate_cases(case, other, by=access.actor)


def _unlink(suggestion: Suggestion, access: Access) -> None:
    linkable = find_linkable(suggestion.target_kind)
    if linkable is not None:
        linkable.unlink(suggestion.target_id, workable_case(suggestion.case_id, access), access)


_UNDO: dict[str, Callable[[Suggestion, Access], None]] = {MERGE: _unmerge, RELATE: _unrelate, LINK: _unlink}
