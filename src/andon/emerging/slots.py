"""What this room shows on the screens of lower rooms: one call for all subjects, a few queries each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.people.access import Access

from .attaching import cases_to_link
from .models import EmergingIssue, Report
from .reads.rows import rows_of
from .rules.levels import EMERGING, OPEN

Fragments = Mapping[Subject, Mapping[str, Any]]
MOST_ON_BOARD = 20


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Fragments:
    """On a case: the issue that it is a report of, while nobody has decided; one query."""
    if not access.has("agent", "lead", "responder"):
        return {}
    ids = [subject.id for subject in subjects]
    found: dict[UUID, list[EmergingIssue]] = defaultdict(list)
    told = Report.objects.filter(subject_kind="case", subject_id__in=ids, issue__state=OPEN)
    for report in told.select_related("issue__capability"):
        if report.issue is not None and report.issue.reporter_count > 1:
            found[report.subject_id].append(report.issue)
    return {subject: {"issues": found[subject.id]} for subject in subjects if found.get(subject.id)}


def of_incident(subjects: Sequence[Subject], access: Access) -> Fragments:
    """On an incident: the issues that it was, and how many of their cases are not linked yet."""
    found: dict[UUID, list[EmergingIssue]] = defaultdict(list)
    seen = EmergingIssue.objects.visible_to(access).filter(incident__in=[subject.id for subject in subjects])
    for issue in seen.select_related("incident", "capability").order_by("number"):
        if issue.incident_id:
            found[issue.incident_id].append(issue)
    incidents = Incident.objects.in_bulk(list(found))
    works = access.has("agent", "lead", "responder")
    return {
        subject: {
            "incident": incidents[subject.id],
            "issues": [
                {"issue": issue, "to_link": len(cases_to_link(issue, access)) if works else 0}
                for issue in found[subject.id]
            ],
        }
        for subject in subjects
        if subject.id in incidents
    }


def on_board(subjects: Sequence[Subject], access: Access) -> Fragments:
    """Below the incidents: what emerges, and what is watched."""
    seen = EmergingIssue.objects.visible_to(access).undecided().select_related("service__owner", "capability")
    issues = list(seen.order_by("-last_report_at", "-number")[:MOST_ON_BOARD])
    issues.sort(key=lambda issue: issue.level != EMERGING)
    may_decide = access.has("agent", "lead", "responder")
    return {subject: {"rows": rows_of(issues), "may_decide": may_decide} for subject in subjects if issues}
