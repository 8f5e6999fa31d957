from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import SavedView, ViewPin
from andon.kit.errors import Invalid
from andon.people.access import Access

MOST_PINS = 12


@transaction.atomic
def pin_views(views: Sequence[SavedView], *, by: Access) -> list[SavedView]:
    """These views stand beside her inbox from now on, in this order, and no others. Her own preference: no fact."""
    wanted = list(dict.fromkeys(views))
    if by.user_id is None:
        raise Invalid({"views": _("A program has no inbox.")})
    if len(wanted) > MOST_PINS:
        raise Invalid({"views": _("At most %(count)s views.") % {"count": MOST_PINS}})
    ViewPin.objects.filter(user_id=by.user_id).delete()
    ViewPin.objects.bulk_create(
        [ViewPin(user_id=by.user_id, view=view, position=place) for place, view in enumerate(wanted)]
    )
    return wanted
