from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.suggestions.candidates import candidates_of
from andon.suggestions.judging import judge, texts_of
from andon.suggestions.keeping import keep
from andon.suggestions.models import SaidCode, Suggestion
from andon.suggestions.rules.kinds import DUPLICATE, RELATED
from andon.suggestions.verdicts import floors

MOST = 5


def suggest_related(ids: Sequence[UUID]) -> None:
    """Look for cases that are about the same as each of these, while they run. Nothing is done by itself. Called again
    it renews what it found; what somebody decided stays. Only in workers."""
    cases = Case.objects.standing().running().filter(id__in=ids, spam=False).order_by("id")
    known = floors() if cases else {}
    for case in cases:
        _suggest(case, {RELATED: known[RELATED], DUPLICATE: known[DUPLICATE]})


def _suggest(case: Case, floors: dict[str, float]) -> None:
    # What takes long is looked at outside of any transaction.
    codes = _codes_of(case)
    found = judge(case, candidates_of(case, codes), floors)
    with transaction.atomic():
        keep_codes(case, codes)
        rows = Suggestion.objects.select_for_update().of_case(case.id).filter(target_kind="case").order_by("id")
        known = list(rows)
        partners = {id for row in known for id in (row.case_id, row.target_id)}
        keep(case.id, [one for place, one in enumerate(found) if place < MOST or one.target in partners], known)


def _codes_of(case: Case) -> frozenset[str]:
    from andon.meaning.rules.codes import codes_of

    return codes_of(texts_of("case", [case.id]).get(case.id, ""))


def keep_codes(case: Case, codes: frozenset[str]) -> None:
    SaidCode.objects.filter(case=case).exclude(code__in=codes).delete()
    SaidCode.objects.bulk_create((SaidCode(case=case, code=code[:120]) for code in codes), ignore_conflicts=True)
