"""Which time zones there are."""

from functools import cache
from zoneinfo import available_timezones


@cache
def time_zones() -> frozenset[str]:
    """All that this machine knows. Looked up once: reading them takes longer than a hundred rows."""
    return frozenset(available_timezones())
