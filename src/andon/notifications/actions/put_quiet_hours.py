from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.notifications.models import QuietHours
from andon.notifications.rules.quiet import WEEK, Window, hours_a_week
from andon.people.models import User

MOST = 4
MOST_HOURS = WEEK * 24 - 1


@transaction.atomic
def put_quiet_hours(user: User, *, windows: Sequence[Window]) -> list[QuietHours]:
    """Low urgency waits in these windows of her week and comes after them; high urgency does not know them.

    None: it never waits. Repeating it changes nothing; a personal preference: no fact.
    """
    if len(windows) > MOST:
        raise Invalid({"windows": _("At most %(most)s windows.") % {"most": MOST}})
    for window in windows:
        _check(window)
    if hours_a_week(windows) > MOST_HOURS:
        raise Invalid({"windows": _("Leave at least an hour a week in which you can be told.")})
    User.objects.select_for_update().get(pk=user.pk)
    QuietHours.objects.filter(user=user).delete()
    return QuietHours.objects.bulk_create(
        [
            QuietHours(user=user, weekdays=sorted(set(window.weekdays)), begins=window.begins, ends=window.ends)
            for window in windows
        ]
    )


def _check(window: Window) -> None:
    if not window.weekdays or any(not 0 <= day < WEEK for day in window.weekdays):
        raise Invalid({"windows": _("Name the days on which it begins.")})
    if window.begins.tzinfo or window.ends.tzinfo:
        raise Invalid({"windows": _("Times of day are in your own time zone; leave the zone out.")})
