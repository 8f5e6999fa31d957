"""Who asks the owners of an incident's cases: engineers, leads, and whoever leads the incident."""

from andon.incidents.models import Duty, Incident
from andon.incidents.models.duty import Kind
from andon.people.access import Access


def may_ask(incident: Incident, access: Access) -> bool:
    if access.has("responder", "lead"):
        return True
    if not access.has("agent") or access.user_id is None:
        return False
    return Duty.objects.filter(incident=incident, user_id=access.user_id, kind=Kind.COMMANDER).exists()
