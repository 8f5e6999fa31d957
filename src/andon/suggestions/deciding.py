"""Lock a suggestion for a decision, and note what became of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit import clock
from andon.kit.errors import Conflict, Missing, NotAllowed
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .facts import SuggestionAccepted, SuggestionDismissed, SuggestionUndone
from .models import Suggestion
from .rules.kinds import ACCEPTED, DISMISSED, OPEN, UNDONE


def locked(suggestion: Suggestion) -> Suggestion:
    """As it is now, held until the transaction ends."""
    return Suggestion.objects.select_for_update(of=("self",)).select_related("case").get(pk=suggestion.pk)


def only_open(suggestion: Suggestion) -> None:
    if not suggestion.is_open:
        raise Conflict(_("Somebody has decided this already."))


def workable_case(id: UUID, access: Access) -> Case:
    """The case through which it is read now. Raises Missing or NotAllowed."""
    case = Case.objects.visible_to(access).named(str(id)).first()
    if case is None:
        raise Missing(_("There is no such case that you may see."))
    if not Case.objects.workable_by(access).filter(id=case.id).exists():
        raise NotAllowed(_("You may read %(ref)s, not change it.") % {"ref": case.ref})
    return case


def note_accepted(suggestion: Suggestion, how: str, by: Actor) -> None:
    _note(suggestion, ACCEPTED, by, how)
    fact = SuggestionAccepted(suggestion=suggestion.id, kind=suggestion.kind, how=how, target=suggestion.target.key)
    _record(suggestion, fact, by)


def note_dismissed(suggestion: Suggestion, by: Actor) -> None:
    _note(suggestion, DISMISSED, by)
    fact = SuggestionDismissed(suggestion=suggestion.id, kind=suggestion.kind, target=suggestion.target.key)
    _record(suggestion, fact, by)


def note_undone(suggestion: Suggestion, by: Actor) -> None:
    """An accepted one counts as corrected and is not suggested again; a dismissed one is open again."""
    was = suggestion.state
    if was == DISMISSED:
        suggestion.state, suggestion.decided_at, suggestion.decided_by = OPEN, None, ""
    else:
        suggestion.state, suggestion.undone_at = UNDONE, clock.now()
    suggestion.save()
    fact = SuggestionUndone(suggestion=suggestion.id, kind=suggestion.kind, was=was, target=suggestion.target.key)
    _record(suggestion, fact, by)


def _note(suggestion: Suggestion, state: str, by: Actor, how: str = "") -> None:
    suggestion.state, suggestion.how, suggestion.undone_at = state, how, None
    suggestion.decided_at, suggestion.decided_by = clock.now(), by.key
    suggestion.save()


def _record(suggestion: Suggestion, fact: object, by: Actor) -> None:
    record(fact, subject=Subject("case", suggestion.case_id), by=by, about=[suggestion.target])
