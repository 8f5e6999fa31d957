"""Which cases are looked at beside one: the nearest in meaning, the last of the same customer, those that name the same
error code, and those of which something is suggested already. Only in workers."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from andon.cases.models import Case
from andon.meaning.reads.nearest import nearest

from .models import SaidCode, Suggestion
from .rules.kinds import OPEN

NEAREST, OF_CUSTOMER, OF_CODE = 40, 20, 20
CUSTOMERS_SINCE = timedelta(days=30)


def candidates_of(case: Case, codes: Collection[str]) -> list[Case]:
    """At most a hundred or so that stand for themselves, newest first; a fixed number of queries."""
    ids = {subject.id for subject, _near in nearest(case.subject, ["case"], NEAREST)}
    ids |= set(_of_customer(case)) | set(_with_codes(case, codes)) | set(_suggested(case))
    found = Case.objects.standing().filter(id__in=ids - {case.id}, spam=False)
    return list(found.order_by("-number"))


def _of_customer(case: Case) -> Sequence[UUID]:
    whose = Q(account=case.account_id) if case.account_id else Q(contact=case.contact_id)
    if not case.account_id and not case.contact_id:
        return []
    since = case.opened_at - CUSTOMERS_SINCE
    found = Case.objects.filter(whose, opened_at__gte=since).order_by("-opened_at")
    return list(found.values_list("id", flat=True)[:OF_CUSTOMER])


def _with_codes(case: Case, codes: Collection[str]) -> Sequence[UUID]:
    if not codes:
        return []
    found = SaidCode.objects.filter(code__in=list(codes)).exclude(case=case).order_by("-case_id")
    return list(found.values_list("case_id", flat=True)[:OF_CODE])


def _suggested(case: Case) -> list[UUID]:
    rows = Suggestion.objects.of_case(case.id).filter(target_kind="case", state=OPEN)
    pairs = rows.values_list("case_id", "target_id")
    return [one for pair in pairs for one in pair]
