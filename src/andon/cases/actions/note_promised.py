from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from andon.cases.clocks import keep_times
from andon.cases.models import Case


def note_promised(rows: Mapping[object, Case], promised: Mapping[UUID, datetime]) -> None:
    """What was promised in words makes cases due by then; those that are not named promise nothing.

    In the caller's transaction, which holds these rows and records the promise. Repeating it changes nothing.
    """
    cases = [case for case in rows.values() if case.promised_at != promised.get(case.id)]
    for case in cases:
        case.promised_at = promised.get(case.id)
    if cases:
        keep_times([(case, []) for case in cases])
        Case.objects.bulk_update(cases, ["promised_at", "due_at", "due_reason"])
