from uuid import UUID

from django.utils.translation import gettext as _

from andon.kit.errors import Missing, NotAllowed
from andon.people.access import Access
from andon.suggestions.models import Suggestion


def find_suggestion(id: UUID, access: Access, *, for_work: bool = False) -> Suggestion:
    """Missing for one that she may not see, NotAllowed (`for_work`) for one that she may not decide on."""
    found = Suggestion.objects.visible_to(access).filter(id=id).first()
    if found is None:
        raise Missing(_("There is no such suggestion that you may see."))
    if for_work and not Suggestion.objects.workable_by(access).filter(id=id).exists():
        raise NotAllowed(_("You may read this case, not change it."))
    return found
