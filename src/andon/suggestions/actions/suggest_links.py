from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.kit import clock
from andon.suggestions.judging import Found
from andon.suggestions.keeping import keep
from andon.suggestions.linkable import OpenSubject, linkables
from andon.suggestions.linking import judge_links
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import LINK
from andon.suggestions.verdicts import floors

MOST_WAITING, AT_ONCE = 500, 100
LOOKED_BACK = timedelta(days=14)


def suggest_links(ids: Sequence[UUID]) -> None:
    """Look to which open subjects these cases belong, while they run. Nothing is linked by itself. Called again it
    renews what it found; what somebody decided stays. Only in workers."""
    opens = [(one.kind, subject) for one in linkables() for subject in one.open_now()]
    for start in range(0, len(ids), AT_ONCE):
        _suggest(ids[start : start + AT_ONCE], opens)


def suggest_links_to_open() -> None:
    """The same for all cases that wait: something was declared, is called otherwise, or has more cases linked."""
    since = clock.now() - LOOKED_BACK
    waiting = Case.objects.standing().running().filter(spam=False, opened_at__gte=since).order_by("-opened_at")
    suggest_links(list(waiting.values_list("id", flat=True)[:MOST_WAITING]))


def _suggest(ids: Sequence[UUID], opens: list[tuple[str, OpenSubject]]) -> None:
    running = Case.objects.standing().running().filter(id__in=ids, spam=False).select_related("account")
    cases = list(running.order_by("id"))
    linked = {(case, one.id) for _kind, one in opens for case in one.confirmed}
    found = judge_links(cases, opens, floors()[LINK]) if cases and opens else []
    fresh = [one for one in found if (one.case, one.target) not in linked]
    _keep([case.id for case in cases], fresh)


@transaction.atomic
def _keep(cases: Sequence[UUID], found: Sequence[Found]) -> None:
    mine = Suggestion.objects.select_for_update().filter(case__in=cases, kind=LINK).order_by("case_id", "id")
    known = {case: list(rows) for case, rows in groupby(mine, key=lambda row: row.case_id)}
    for case in cases:
        keep(case, [one for one in found if one.case == case], known.get(case, []))
