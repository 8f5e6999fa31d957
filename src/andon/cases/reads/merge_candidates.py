"""Which cases might be the same matter as the chosen ones: of the same customer, or found by words."""

from collections.abc import Sequence

from django.db.models import F, Q

from andon.cases.models import Case
from andon.people.access import Access

from .inbox import with_words

MOST = 12


def merge_candidates(chosen: Sequence[Case], words: str, access: Access) -> list[Case]:
    """Those that the reader may change, those still running first, then the newest; a fixed number of queries."""
    able = Case.objects.workable_by(access).with_people().exclude(id__in=[case.id for case in chosen])
    if words:
        able = able.filter(id__in=with_words(words))
    else:
        able = able.filter(_same_customers(chosen))
    found = able.filter(spam=False).order_by(F("closed_at").asc(nulls_first=True), "-number")
    return sorted(found[: MOST * 3], key=lambda case: (case.status == "closed", -case.number))[:MOST]


def _same_customers(chosen: Sequence[Case]) -> Q:
    accounts = {case.account_id for case in chosen if case.account_id}
    contacts = {case.contact_id for case in chosen if case.contact_id}
    return Q(account__in=accounts) | Q(contact__in=contacts)
