from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from andon.kit import clock
from andon.work.plan import plan

_ASK = """
INSERT INTO meaning_waitingtext (subject_kind, subject_id, asked, asked_at, tries)
SELECT %s, id, 1, %s, 0 FROM unnest(%s::uuid[]) AS id ORDER BY id
ON CONFLICT (subject_kind, subject_id)
DO UPDATE SET asked = meaning_waitingtext.asked + 1, asked_at = EXCLUDED.asked_at, tries = 0, leased_until = NULL
"""


@transaction.atomic
def ask_to_read(kind: str, ids: Iterable[UUID]) -> None:
    """What these subjects say is new or has changed: a worker reads it soon. Asking twice reads it once."""
    from andon.meaning.due import read

    wanted = sorted(set(ids))
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [kind, clock.now(), wanted])
    plan(read, {})
