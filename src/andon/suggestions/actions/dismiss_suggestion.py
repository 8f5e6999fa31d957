from django.db import transaction

from andon.suggestions.deciding import locked, note_dismissed, only_open
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import DISMISSED
from andon.timeline.actor import Actor


@transaction.atomic
def dismiss_suggestion(suggestion: Suggestion, *, by: Actor) -> Suggestion:
    """It is not so, and is never suggested again of these two unless it is taken back. Repeating it changes nothing."""
    suggestion = locked(suggestion)
    if suggestion.state != DISMISSED:
        only_open(suggestion)
        note_dismissed(suggestion, by)
    return suggestion
