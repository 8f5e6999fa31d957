"""The reports of an incident: its linked cases, and what was merged into them."""

from collections.abc import Sequence

from andon.impact.reported import Reported, from_cases
from andon.incidents.models import IncidentCase
from andon.kit.subject import Subject


def incident_reports(subject: Subject) -> Sequence[Reported]:
    links = IncidentCase.objects.filter(incident=subject.id, unlinked_at=None)
    return from_cases(links.values_list("case_id", flat=True))
