"""What this room shows on the screens of lower rooms: one call for all subjects, a few queries each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.people.access import Access

from .models import Incident, IncidentAlert, IncidentCase
from .reads.linked_cases import incidents_of_cases
from .reads.rows import Row, rows_of

Shown = Mapping[Subject, Mapping[str, Any]]


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Above everything on a case: the standing incidents behind it, who is on each, until when."""
    found = incidents_of_cases([subject.id for subject in subjects], access, standing=True)
    rows = _rows(found)
    return {
        subject: {"rows": [rows[incident.id] for incident in found[subject.id]]}
        for subject in subjects
        if found.get(subject.id)
    }


def acts_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Declare an incident from this case, or link it to one that runs."""
    cases = Case.objects.workable_by(access).in_bulk([subject.id for subject in subjects])
    if not cases:
        return {}
    standing = list(Incident.objects.workable_by(access).standing().order_by("-number")[:20])
    linked = incidents_of_cases(cases, access, standing=True)
    return {
        subject: {"case": cases[subject.id], "others": [one for one in standing if one not in linked[subject.id]]}
        for subject in subjects
        if subject.id in cases
    }


def row_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """In a list of cases: which standing incident it is linked to. One query."""
    found = incidents_of_cases([subject.id for subject in subjects], access, standing=True)
    return {subject: {"incidents": found[subject.id]} for subject in subjects if found.get(subject.id)}


def of_account(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an account: the standing incidents that hit it."""
    accounts = [subject.id for subject in subjects]
    standing = Incident.objects.visible_to(access).standing()
    links = IncidentCase.objects.filter(case__account__in=accounts, unlinked_at=None, incident__in=standing)
    found: dict[UUID, list[Incident]] = defaultdict(list)
    for link in links.select_related("incident", "case").order_by("-incident__number"):
        if link.case.account_id and link.incident not in found[link.case.account_id]:
            found[link.case.account_id].append(link.incident)
    rows = _rows(found)
    return {
        subject: {"rows": [rows[incident.id] for incident in found[subject.id]]}
        for subject in subjects
        if found.get(subject.id)
    }


def of_page(subjects: Sequence[Subject], access: Access) -> Shown:
    """On a page: the incident it speaks for."""
    incidents = Incident.objects.in_bulk([subject.id for subject in subjects if subject.kind == "incident"])
    return {subject: {"incident": incidents[subject.id]} for subject in subjects if subject.id in incidents}


def declare_from_selection(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below a list of cases: declare an incident from those that are ticked."""
    return {subject: {} for subject in subjects} if access.has("agent", "lead") else {}


def _rows(found: Mapping[UUID, Sequence[Incident]]) -> dict[UUID, Row]:
    incidents = {incident.id: incident for of in found.values() for incident in of}
    return {row.incident.id: row for row in rows_of(list(incidents.values()))}


def acts_of_alert(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an alert: the incident that it is part of, or declaring one from it."""
    linked = IncidentAlert.objects.filter(alert__in=[subject.id for subject in subjects]).select_related("incident")
    known = {link.alert_id: link.incident for link in linked.order_by("id")}
    may_declare = access.has("agent", "lead", "responder")
    return {
        subject: {"incident": known.get(subject.id), "alert_id": subject.id}
        for subject in subjects
        if may_declare or subject.id in known
    }
