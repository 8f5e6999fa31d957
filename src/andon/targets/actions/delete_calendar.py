from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.targets.facts import CalendarDeleted
from andon.targets.models import BusinessCalendar
from andon.targets.models.recompute import Why
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .recompute_clocks import recompute_clocks


@transaction.atomic
def delete_calendar(calendar: BusinessCalendar, *, by: Actor) -> None:
    """Delete a calendar; what went by it goes by the default one from then on. The default itself stays.

    Repeating it changes nothing.
    """
    found = BusinessCalendar.objects.select_for_update().filter(id=calendar.id).first()
    if found is None:
        return
    if found.is_default:
        raise Conflict(_("This is the default. Make another one the default first."))
    subject, slug = found.subject, found.slug
    found.delete()
    record(CalendarDeleted(slug=slug), subject=subject, by=by)
    recompute_clocks(Why.CALENDAR, by=by)
