from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_own import ViewDeleted
from andon.cases.models import SavedView
from andon.kit.errors import NotAllowed
from andon.people.access import Access
from andon.timeline.record import record


@transaction.atomic
def delete_view(view: SavedView, *, by: Access) -> None:
    """It is gone for all who saw it; the cases stay. Deleting it twice changes nothing."""
    if not SavedView.objects.filter(id=view.id).exists():
        return
    if not SavedView.objects.changeable_by(by).filter(id=view.id).exists():
        raise NotAllowed(_("This view belongs to somebody else."))
    record(ViewDeleted(), subject=view.subject, by=by.actor)
    SavedView.objects.filter(id=view.id).delete()
