"""Facts in an order in which none is skipped, for readers that follow along.

A fact's place is taken at insert and becomes visible at commit, so "after number n" would lose one that commits late.
A reader therefore stays below the oldest transaction still running.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_READ = """
SELECT transaction, id, kind, about, seen_by FROM timeline_recordedfact
WHERE (transaction, id) > (%s, %s) AND transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY transaction, id LIMIT %s
"""


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """How far a reader has come."""

    transaction: int
    id: UUID


@dataclass(frozen=True, slots=True)
class News:
    """A fact as live screens need it: what it is about, no content."""

    cursor: Cursor
    kind: str
    about: list[str]
    seen_by: str


def feed_end() -> Cursor:
    """From here on everything is new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (oldest,) = cursor.fetchone() or (0,)
    return Cursor(oldest - 1, UUID(int=(1 << 128) - 1))


def read_feed(after: Cursor, *, limit: int = 1000) -> list[News]:
    """The next facts after the cursor, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [after.transaction, after.id, limit])
        return [News(Cursor(at, id), kind, about, seen_by) for at, id, kind, about, seen_by in cursor]


# New is what is visible now and was not visible then. So nothing is skipped and nothing waits for a slow transaction,
# of whatever database of the server; but the order is that of becoming visible, which no number expresses. Facts of a
# backup that was restored into another cluster carry numbers that are still to come here: they are no news.
_SINCE = """
SELECT seen.now, new.transaction, new.id, new.kind, new.about, new.seen_by
FROM (SELECT pg_current_snapshot()::text AS now) AS seen LEFT JOIN LATERAL (
    SELECT transaction, id, kind, about, seen_by FROM timeline_recordedfact
    WHERE transaction >= pg_snapshot_xmin(%(then)s::pg_snapshot)::text::bigint
      AND NOT pg_visible_in_snapshot(transaction::text::xid8, %(then)s::pg_snapshot)
      AND transaction < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    ORDER BY transaction, id) AS new ON true
"""


def seen_now() -> str:
    """What is visible at this moment, for `read_since`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        (now,) = cursor.fetchone() or ("",)
    return str(now)


def read_since(then: str) -> tuple[list[News], str]:
    """The facts that became visible since, and what is visible now: for screens, which need no lasting cursor."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"then": then})
        rows = cursor.fetchall()
    news = [News(Cursor(at, id), kind, about, seen_by) for _now, at, id, kind, about, seen_by in rows if id]
    return news, str(rows[0][0])
