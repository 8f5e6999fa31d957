"""How fast mail leaves to one domain: evenly, after a first burst (the generic cell rate algorithm, ITU-T I.371).

One statement on the domain's row decides for all workers; whoever must wait has its own instant, and nobody else's.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

_TAKE = """INSERT INTO channels_sendrate AS rate (domain, free_at)
    SELECT domain, %(now)s + make_interval(secs => %(each)s * mails)
    FROM unnest(%(domains)s::text[], %(mails)s::int[]) AS wanted(domain, mails) ORDER BY domain
    ON CONFLICT (domain) DO UPDATE
    SET free_at = GREATEST(rate.free_at, %(now)s) + (excluded.free_at - %(now)s) RETURNING domain, free_at"""


def take_slot(domain: str, now: datetime) -> datetime:
    """When the next mail to this domain may leave; it is taken. `now` or earlier: at once."""
    return take_slots([domain], now)[0]


def take_slots(domains: Sequence[str], now: datetime) -> list[datetime]:
    """The same for a mail to each of these, in order; one statement for any number."""
    rate = settings.MAIL_DOMAIN_RATE
    if rate <= 0 or not domains:
        return [now] * len(domains)
    each, wanted = timedelta(minutes=1) / rate, Counter(domain[:253] for domain in domains)
    with connection.cursor() as cursor:
        mails = list(wanted.values())
        cursor.execute(_TAKE, {"now": now, "each": each.total_seconds(), "domains": list(wanted), "mails": mails})
        free = dict(cursor.fetchall())
    slots = []
    for domain in domains:
        # The first of them is the earliest.
        slots.append(free[domain[:253]] - each * (burst_of(rate) + wanted[domain[:253]] - 1))
        wanted[domain[:253]] -= 1
    return slots


def burst_of(rate: float) -> int:
    """What leaves at once after a pause: ten seconds' worth."""
    return max(1, int(rate / 6))
