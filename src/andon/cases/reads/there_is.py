"""Which of what is rarely there a case has: one question instead of ten whose answer is nearly always "none"."""

from django.db import connection

from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.kit import clock

from .thread_lines import STANDS_AGAIN

_OF_HOMES = {
    "grants": "cases_grant",
    "obligations": "cases_obligation",
    "proposed": "cases_proposedcopy",
    "steps": "cases_steptried",
}
_OF_ADDRESSES = {"blocked": "cases_blockedsender", "stopped": "channels_suppression"}
_HOMES = "SELECT id FROM homes"
_CONDITIONS = {
    "merged": "cases_case WHERE merged_into_id = %(case)s",
    "taken_back": f"""conversations_message WHERE withdrawn_at > %(lately)s AND thread_id IN
 (SELECT id FROM conversations_thread WHERE subject_kind = 'case' AND subject_id IN ({_HOMES}))""",  # noqa: S608  names of ours
    "split": f"cases_case WHERE split_from_id IN ({_HOMES})",
    "split_off": f"cases_case WHERE split_from_id IS NOT NULL AND id IN ({_HOMES})",
    "follow_ups": f"cases_case WHERE follow_up_of_id IN ({_HOMES})",
    "links": f"people_signedlink WHERE purpose = '{PURPOSE}' AND subject_kind = 'case' AND subject_id IN ({_HOMES})",
    **{name: f"{table} WHERE case_id IN ({_HOMES})" for name, table in _OF_HOMES.items()},
    **{name: f"{table} WHERE address IN (SELECT address FROM addresses)" for name, table in _OF_ADDRESSES.items()},  # noqa: S608
}
_STATEMENT = f"""
WITH homes AS (SELECT id FROM cases_case WHERE id = %(case)s OR merged_into_id = %(case)s),
addresses AS (SELECT value AS address FROM customers_contactpoint WHERE contact_id = %(contact)s AND kind = 'email'
 UNION ALL SELECT address FROM cases_participant WHERE case_id IN ({_HOMES}) AND address <> '')
""" + " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {rows})" for name, rows in _CONDITIONS.items())  # noqa: S608  names of ours


def there_is(case: Case) -> frozenset[str]:
    """The names of what there is at all for the case and those merged into it; whoever may see it is asked later."""
    with connection.cursor() as cursor:
        lately = clock.now() - STANDS_AGAIN
        cursor.execute(_STATEMENT, {"case": case.id, "contact": case.contact_id, "lately": lately})
        return frozenset(name for (name,) in cursor.fetchall())
