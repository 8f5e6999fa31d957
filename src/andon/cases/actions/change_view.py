from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_own import ViewChanged
from andon.cases.models import SavedView
from andon.cases.view_in import ViewIn
from andon.kit.errors import NotAllowed
from andon.people.access import Access
from andon.timeline.record import record

_FIELDS = ("name", "filter", "order", "audience", "team")


@transaction.atomic
def change_view(view: SavedView, item: ViewIn, *, by: Access) -> SavedView:
    """Describe a kept list anew. The same again changes nothing."""
    view = SavedView.objects.select_for_update().get(id=view.id)
    if not SavedView.objects.changeable_by(by).filter(id=view.id).exists():
        raise NotAllowed(_("This view belongs to somebody else."))
    item = item.checked(by)
    changed = [field for field in _FIELDS if getattr(view, field) != getattr(item, field)]
    for field in changed:
        setattr(view, field, getattr(item, field))
    if changed:
        view.save(update_fields=changed)
        record(ViewChanged(fields=changed), subject=view.subject, by=by.actor)
    return view
