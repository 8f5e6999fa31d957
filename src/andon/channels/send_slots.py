"""How fast mail leaves to one domain: evenly, after a first burst (the generic cell rate algorithm, ITU-T I.371).

One statement on the domain's row decides for all workers; whoever must wait has its own instant, and nobody else's.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

_TAKE = """INSERT INTO channels_sendrate AS rate (domain, free_at)
    VALUES (%(domain)s, %(now)s + make_interval(secs => %(each)s))
    ON CONFLICT (domain) DO UPDATE
    SET free_at = GREATEST(rate.free_at, %(now)s) + make_interval(secs => %(each)s) RETURNING free_at"""


def take_slot(domain: str, now: datetime) -> datetime:
    """When the next mail to this domain may leave; it is taken. `now` or earlier: at once."""
    rate = settings.MAIL_DOMAIN_RATE
    if rate <= 0:
        return now
    each = timedelta(minutes=1) / rate
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"domain": domain[:253], "now": now, "each": each.total_seconds()})
        (free_at,) = cursor.fetchone()
    slot: datetime = free_at - each * burst_of(rate)
    return slot


def burst_of(rate: float) -> int:
    """What leaves at once after a pause: ten seconds' worth."""
    return max(1, int(rate / 6))
