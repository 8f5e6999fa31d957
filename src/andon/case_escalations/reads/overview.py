"""What leads see of escalations: those that are open, those answered today, and how long people wait."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.rules.medians import Week, weekly_medians
from andon.kit import clock
from andon.people.access import Access

from .shown import Shown, show

MOST = 200
WEEKS = 8
MOST_MEASURED = 5000


@dataclass(frozen=True, slots=True)
class KindCount:
    name: str
    waiting: int
    overdue: int
    accepted: int


def open_ones(access: Access) -> list[Shown]:
    """Those that wait first, the longest overdue on top, then those that somebody has."""
    rows = CaseEscalation.objects.visible_to(access).standing().related()
    waiting, accepted = rows.waiting().order_by("due_at", "id"), rows.filter(state="accepted").order_by("due_at", "id")
    found = list(waiting[:MOST])
    return show([*found, *accepted[: MOST - len(found)]])


def answered_today(access: Access) -> list[Shown]:
    """By the reader's day, the newest first."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = CaseEscalation.objects.visible_to(access).filter(answered_at__gte=midnight).related()
    return show(rows.order_by("-answered_at", "-id")[:MOST])


def counts_by_kind(access: Access) -> list[KindCount]:
    """Of what is open; one query."""
    waits = Q(state="waiting")
    rows = CaseEscalation.objects.visible_to(access).standing().order_by("kind__position", "kind__name")
    counted = rows.values_list("kind__name").annotate(
        waiting=Count("id", filter=waits),
        overdue=Count("id", filter=waits & Q(due_at__lte=clock.now())),
        accepted=Count("id", filter=~waits),
    )
    return [KindCount(*row) for row in counted]


def weeks_of_answers(access: Access) -> list[Week]:
    """The median time to accept of each of the last weeks, by the reader's weeks; one query."""
    today = timezone.localtime(clock.now()).date()
    rows = CaseEscalation.objects.visible_to(access).exclude(state="declined").exclude(answered_at=None)
    recent = rows.filter(answered_at__gt=clock.now() - timedelta(weeks=WEEKS)).order_by("-answered_at")
    pairs = recent.values_list("asked_at", "answered_at")[:MOST_MEASURED]
    local = [(timezone.localtime(asked), timezone.localtime(answered)) for asked, answered in pairs if answered]
    return weekly_medians(local, today=today, weeks=WEEKS)
