"""What this room shows on the screens of incidents."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.people.access import Access

from .reads.publications_of import published


def acts(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """On an incident: the way to the status page, for those who tell customers; two queries."""
    if not access.has("agent", "lead"):
        return {}
    ids = [subject.id for subject in subjects]
    incidents, stands = Incident.objects.in_bulk(ids), published(ids)
    return {subject: {"incident": incidents[subject.id], "stands": subject.id in stands} for subject in subjects}
