"""An account's cases on its screen, as far as the reader sees them: those still running first, the newest on top."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, F, Q, Value, Window
from django.db.models import When as If
from django.db.models.functions import RowNumber

from andon.customers.models.contact import may_see_contact_data
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.ui.slots import fill_slot

from .models import Case
from .reads.why_first import turn_of
from .rules.lifecycle import CLOSED

MOST = 10


def account_cases(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """Two queries for any number of accounts; nothing for who sees no cases at all."""
    if not access.has("agent", "lead", "responder"):
        return {}
    ids = [subject.id for subject in subjects]
    seen = Case.objects.visible_to(access).filter(account_id__in=ids, spam=False)
    shown: dict[Any, list[tuple[Case, str, str]]] = defaultdict(list)
    last = When(If(status=CLOSED, then=Value(1)), default=Value(0))
    place = Window(RowNumber(), partition_by="account_id", order_by=[last.asc(), F("number").desc()])
    for case in seen.select_related("owner", "contact").annotate(place=place).filter(place__lte=MOST).order_by("place"):
        if not may_see_contact_data(access):
            case.contact = None
        shown[case.account_id].append((case, *turn_of(case)))
    counts = {
        row["account_id"]: row
        for row in seen.order_by()
        .values("account_id")
        .annotate(all=Count("id"), running=Count("id", filter=~Q(status=CLOSED)))
    }
    nothing = {"all": 0, "running": 0}
    return {
        subject: {
            "account_id": subject.id,
            "cases": shown[subject.id],
            "count": counts.get(subject.id, nothing),
        }
        for subject in subjects
    }


fill_slot("account.section", account_cases, "cases/_account_cases.html", position=10)
