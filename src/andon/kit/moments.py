"""Instants from outside, made safe to store: which make sense, and what is said of the others."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .errors import Invalid

FARTHEST = timedelta(days=366)
_FIRST, _LAST = 2000, 2100


def check_moment(moment: datetime, field: str) -> datetime:
    """One that names its zone, in a year that people plan for.

    PostgreSQL keeps instants that Python cannot read again: one of them would break every list that it stands in.
    """
    if moment.tzinfo is None:
        raise Invalid({field: _("Say the time zone too, such as 2027-01-31T09:30:00Z.")})
    if not _FIRST <= moment.year <= _LAST:
        raise Invalid({field: _("Write a time between the years %(first)s and %(last)s.") % _YEARS})
    return moment


def within_reach(moment: datetime | None, field: str, now: datetime) -> datetime | None:
    """The moment, if it lies within a year of now; a slip of the pen in its year is refused by name of field."""
    if moment is None:
        return None
    if moment.tzinfo is None or abs(moment.year - now.year) > 1 or abs(moment - now) > FARTHEST:
        raise Invalid({field: _("That is more than a year away. Write a time close to now.")})
    return moment


_YEARS = {"first": _FIRST, "last": _LAST}
