from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.emerging.deciding import count_again, locked, only_open
from andon.emerging.ending import plan_ends
from andon.emerging.facts import IssueSplit
from andon.emerging.models import EmergingIssue, Report
from andon.emerging.numbers import next_number
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def split_issue(
    issue: EmergingIssue, *, reports: Sequence[Subject], by: Actor, apart: bool = True
) -> EmergingIssue | None:
    """These reports tell of something else: they are an issue of their own from now on, or (`apart` false) of none.

    Returns the new issue. Raises Invalid when none of them, or all, are reports of it.
    """
    issue = locked(issue)
    only_open(issue)
    going = _going(issue, reports)
    other = _begun(issue) if apart else None
    Report.objects.filter(id__in=[report.id for report in going]).update(issue=other)
    count_again(issue)
    if other:
        count_again(other)
        plan_ends([other])
    keys = [report.subject.key for report in going]
    fact = IssueSplit(reports=keys, into=other.id if other else None)
    about = [report.subject for report in going] + ([other.subject] if other else [])
    record(fact, subject=issue.subject, by=by, about=about)
    return other


def _going(issue: EmergingIssue, wanted: Sequence[Subject]) -> list[Report]:
    hers = list(issue.reports.order_by("id"))
    going = [report for report in hers if report.subject in wanted]
    if not going:
        raise Invalid({"reports": _("Tick the reports that tell of something else.")})
    if len(going) == len(hers):
        raise Invalid({"reports": _("One report at least stays. To let go of all, dismiss the issue.")})
    return going


def _begun(issue: EmergingIssue) -> EmergingIssue:
    id = new_id()
    return EmergingIssue.objects.create(
        id=id,
        number=next_number(),
        level=issue.level,
        scan_name=str(id),
        since=issue.since,
        raised_at=clock.now(),
        emerging_at=issue.emerging_at,
        last_report_at=issue.last_report_at,
        words=issue.words,
        service=issue.service,
        capability=issue.capability,
    )
