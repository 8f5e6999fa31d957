"""Take texts that wait, under a lease of their own: what ends the worker again and again must not take others along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from andon.kit import clock

from .models import WaitingText

BATCH = 16
MOST_TRIES = 6
"""Then a text is set aside until its subject says something else."""
_LEASE = timedelta(seconds=25)
# A text that failed before is read alone: nobody else's waits for what is wrong with it.
_TAKE = """
WITH next AS (
    SELECT id, tries FROM meaning_waitingtext
    WHERE tries < %(most)s AND (leased_until IS NULL OR leased_until < %(now)s)
    ORDER BY tries, id DESC LIMIT %(batch)s FOR UPDATE SKIP LOCKED),
chosen AS (
    SELECT id FROM next WHERE tries = 0
    UNION ALL (SELECT id FROM next WHERE NOT EXISTS (SELECT 1 FROM next WHERE tries = 0) ORDER BY tries, id LIMIT 1))
UPDATE meaning_waitingtext AS waiting SET tries = waiting.tries + 1, leased_until = %(until)s
FROM chosen WHERE waiting.id = chosen.id
RETURNING waiting.id, waiting.subject_kind, waiting.subject_id, waiting.asked
"""


@dataclass(frozen=True, slots=True)
class Taken:
    id: int
    kind: str
    subject: UUID
    asked: int


@transaction.atomic
def take() -> list[Taken]:
    """Up to a batch, those first that were never tried, the newest of them first: what an import brings waits behind
    what is said now. Committed before they are read."""
    now = clock.wall()
    asked: dict[str, datetime | int] = {"most": MOST_TRIES, "now": now, "until": now + _LEASE, "batch": BATCH}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, asked)
        return [Taken(*row) for row in cursor.fetchall()]


def done(taken: Sequence[Taken]) -> None:
    """Inside the transaction that stores what they say. One that was asked for again meanwhile waits on."""
    pairs = [(one.id, one.asked) for one in taken]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM meaning_waitingtext AS waiting USING unnest(%s::bigint[], %s::int[]) AS done(id, asked)"
            " WHERE waiting.id = done.id AND waiting.asked = done.asked",
            [[id for id, _asked in pairs], [asked for _id, asked in pairs]],
        )


def let_go(taken: Sequence[Taken]) -> None:
    WaitingText.objects.filter(id__in=[one.id for one in taken]).update(leased_until=None)


def somebody_waits() -> bool:
    return WaitingText.objects.filter(tries__lt=MOST_TRIES).exists()
