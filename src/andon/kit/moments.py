"""Instants from outside, made safe to store."""

from datetime import datetime

from django.utils.translation import gettext as _

from .errors import Invalid

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


_YEARS = {"first": _FIRST, "last": _LAST}
