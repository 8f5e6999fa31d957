"""When an issue is over by itself: so long after the last report."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from andon.work.plan import Planned, plan_all

from .models import EmergingIssue

QUIET = timedelta(hours=12)


def over_at(issue: EmergingIssue) -> datetime:
    return issue.last_report_at + QUIET


def plan_ends(issues: Iterable[EmergingIssue]) -> None:
    from .due import end_issue

    plan_all(
        Planned(task=end_issue, args={"issue": str(issue.id)}, key=f"emerging.end:{issue.id}", run_at=over_at(issue))
        for issue in issues
    )
