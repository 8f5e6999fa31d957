"""The reports of an incident: its linked cases, and what was merged into them; those of chosen cases."""

from collections.abc import Sequence

from andon.impact.models import Selection
from andon.impact.reported import Reported, from_cases
from andon.incidents.models import IncidentCase
from andon.kit.subject import Subject


def incident_reports(subject: Subject) -> Sequence[Reported]:
    links = IncidentCase.objects.filter(incident=subject.id, unlinked_at=None)
    return from_cases(links.values_list("case_id", flat=True))


def selection_reports(subject: Subject) -> Sequence[Reported]:
    chosen = Selection.objects.filter(id=subject.id).values_list("cases", flat=True).first()
    return from_cases(chosen or [])
