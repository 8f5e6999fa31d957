from collections.abc import Sequence

from django.db import transaction

from andon.people.access import Access
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import OPEN

from .accept_suggestion import accept_suggestion

MOST = 200


@transaction.atomic
def accept_suggestions(suggestions: Sequence[Suggestion], *, access: Access) -> list[Suggestion]:
    """Do what each of these suggests, all or none; those that somebody has decided meanwhile are left as they are.
    Returns those that were accepted now."""
    ids = [one.id for one in suggestions][:MOST]
    waiting = Suggestion.objects.filter(id__in=ids, state=OPEN).order_by("id")
    return [accept_suggestion(one, access=access) for one in waiting]
