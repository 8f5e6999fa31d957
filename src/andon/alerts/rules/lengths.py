"""A length of time as people say it: 25 h, 1 h 10 min, 31 days."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAY, _HOUR = 24 * 60, 60


def in_words(minutes: int) -> str:
    """In its two largest units; days only from two on."""
    days, rest = divmod(minutes, _DAY) if minutes >= 2 * _DAY else (0, minutes)
    hours, left = divmod(rest, _HOUR)
    parts = [ngettext("%(n)s day", "%(n)s days", days) % {"n": days}] if days else []
    parts += [_("%(n)s h") % {"n": hours}] if hours else []
    parts += [_("%(n)s min") % {"n": left}] if left else []
    return " ".join(parts[:2])
