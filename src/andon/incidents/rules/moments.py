"""Which moments make sense for something that is about to be mended."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

FARTHEST = timedelta(days=366)


def within_reach(moment: datetime | None, field: str, now: datetime) -> datetime | None:
    """The moment, if it lies within a year of now; a slip of the pen in its year is refused by name of field."""
    if moment is None:
        return None
    if moment.tzinfo is None or abs(moment.year - now.year) > 1 or abs(moment - now) > FARTHEST:
        raise Invalid({field: _("That is more than a year away. Write a time close to now.")})
    return moment
