"""What an issue holds, given to an incident."""

from uuid import UUID

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.incidents.models import Incident, IncidentAlert
from andon.incidents.reads.linked_cases import linked_cases
from andon.people.access import Access
from andon.signals.models import Signal
from andon.timeline.record import record

from .deciding import decide
from .facts import IssueConfirmed
from .models import EmergingIssue
from .rules.levels import CONFIRMED


def cases_of(issue: EmergingIssue, access: Access) -> list[Case]:
    """Those that she may work on, also what became of its signals; a merged case is there as its survivor."""
    became = Signal.objects.filter(id__in=ids_of(issue, "signal"), became_kind="case").values_list(
        "became_id", flat=True
    )
    told = Case.objects.filter(id__in=[*ids_of(issue, "case"), *(id for id in became if id)])
    return list(Case.objects.workable_by(access).through(told).order_by("opened_at", "id"))


def cases_to_link(issue: EmergingIssue, access: Access) -> list[Case]:
    """Of an issue that is an incident: the cases that came since and are not linked to it; none once it is over."""
    if issue.incident is None or not issue.incident.is_standing:
        return []
    linked = set(linked_cases(issue.incident).order_by().values_list("id", flat=True))
    return [case for case in cases_of(issue, access) if case.id not in linked]


def attach(issue: EmergingIssue, incident: Incident, access: Access, *, declared: bool) -> None:
    _attach_alerts(issue, incident)
    decide(issue, CONFIRMED, by=access.actor)
    issue.incident = incident
    issue.save()
    fact = IssueConfirmed(incident=incident.id, declared=declared)
    record(fact, subject=issue.subject, by=access.actor, about=[incident.subject])


def _attach_alerts(issue: EmergingIssue, incident: Incident) -> None:
    known = IncidentAlert.objects.filter(alert__in=ids_of(issue, "alert"), incident=incident).values("alert")
    alerts = Alert.objects.filter(id__in=ids_of(issue, "alert")).exclude(id__in=known)
    IncidentAlert.objects.bulk_create(IncidentAlert(incident=incident, alert=alert) for alert in alerts)


def ids_of(issue: EmergingIssue, kind: str) -> list[UUID]:
    return list(issue.reports.filter(subject_kind=kind).values_list("subject_id", flat=True))
