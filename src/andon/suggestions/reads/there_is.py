from collections.abc import Sequence
from uuid import UUID

from django.db import connection

_ASK = """
SELECT EXISTS (SELECT FROM suggestions_suggestion WHERE case_id = ANY(%(cases)s) AND state = ANY(%(shown)s))
    OR EXISTS (SELECT FROM suggestions_suggestion
        WHERE target_kind = 'case' AND target_id = ANY(%(cases)s) AND state = ANY(%(shown)s)),
    EXISTS (SELECT FROM suggestions_relatedcase
        WHERE (case_id = ANY(%(cases)s) OR other_id = ANY(%(cases)s)) AND ended_at IS NULL)
"""


def there_is(cases: Sequence[UUID]) -> tuple[bool, bool]:
    """Whether anything is suggested of these cases, and whether any is related to another; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {"cases": list(cases), "shown": ["open", "accepted", "dismissed"]})
        suggested, related = cursor.fetchone() or (False, False)
    return bool(suggested), bool(related)
