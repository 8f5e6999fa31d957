"""What a run would do or did: how many of each, and its cases, those first that were refused."""

from typing import Any

from django.db.models import Case as When
from django.db.models import Count, IntegerField, Value
from django.db.models import When as If

from andon.cases.models import BulkRun, Case
from andon.cases.rules.bulk import DONE, FAILED, READY, REFUSED, STATES, UNCHANGED, WAITING
from andon.people.access import Access

MOST_ROWS = 200
_FIRST = {FAILED: 0, REFUSED: 0, READY: 1, DONE: 1, UNCHANGED: 3}
_LAMPS = {WAITING: "none", READY: "watch", UNCHANGED: "none", REFUSED: "risk", DONE: "ok", FAILED: "broken"}


def bulk_result(run: BulkRun, access: Access) -> dict[str, Any]:
    """Three queries for any number of cases. One that she no longer sees keeps its number only."""
    counts = dict.fromkeys(STATES, 0) | dict(run.items.order_by().values_list("state").annotate(n=Count("id")))
    place = When(
        *(If(state=state, then=Value(at)) for state, at in _FIRST.items()),
        default=Value(2),
        output_field=IntegerField(),
    )
    items = list(
        run.items.annotate(place=place).order_by("place", "position").select_related("case__contact")[:MOST_ROWS]
    )
    seen = set(
        Case.objects.visible_to(access).filter(id__in=[item.case_id for item in items]).values_list("id", flat=True)
    )
    waiting = counts[WAITING] if run.state == "checking" else counts[READY] if run.state == "running" else counts[DONE]
    return {
        "counts": counts,
        "rows": [
            {"item": item, "seen": item.case_id in seen, "lamp": _LAMPS.get(item.state, "none")} for item in items
        ],
        "more": run.total - len(items),
        "so_far": run.total - waiting if run.is_under_way else run.total,
    }
