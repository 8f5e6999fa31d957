"""Issues as lists show them: how many, how much more than usual, since when, over time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from andon.emerging.models import EmergingIssue, Report
from andon.emerging.rules.bars import Bars, bars_of
from andon.kit import clock

SPARK = timedelta(hours=12)
MOST_TIMES = 5000


@dataclass(frozen=True, slots=True)
class Row:
    issue: EmergingIssue
    spark: Bars


def rows_of(issues: Sequence[EmergingIssue]) -> list[Row]:
    """One query for all of them."""
    now = clock.now()
    times: dict[UUID | None, list[datetime]] = defaultdict(list)
    found = Report.objects.filter(issue__in=issues, at__gte=now - SPARK).order_by("-at")
    for id, at in found.values_list("issue_id", "at")[:MOST_TIMES]:
        times[id].append(at)
    return [Row(issue, bars_of(times[issue.id], now - SPARK, now)) for issue in issues]
