"""Lock an incident for a change, and what its facts are about."""

from andon.kit.subject import Subject

from .models import Incident, IncidentCase


def locked(incident: Incident) -> Incident:
    """The incident as it is now, held until the transaction ends."""
    return Incident.objects.select_for_update().get(pk=incident.pk)


def about(incident: Incident) -> list[Subject]:
    """The linked cases, so that each shows what happened; a merged one's survivor shows it too."""
    links = IncidentCase.objects.filter(incident=incident, unlinked_at=None)
    pairs = links.values_list("case_id", "case__merged_into_id")
    return [Subject("case", case) for case in dict.fromkeys(one for pair in pairs for one in pair) if case]
