"""What a member of staff may read of an incident's line; the port of conversations asks it too."""

from django.db.models import Q

from andon.conversations.rules.audience import AGENTS, CUSTOMER, ENGINEERING, NOTHING, classes_read_by
from andon.kit.subject import Subject
from andon.people.access import Access

from .models import Duty, Incident, IncidentCase


def may_tell(access: Access) -> bool:
    """Say what customers read at once: those who answer them. Engineers say it to these, on the line."""
    return access.has("agent", "lead")


def classes_for(incident: Incident, access: Access) -> frozenset[str]:
    """Responders read all. So do agents who take part: they own a linked case, or hold a duty. Other agents do not
    read engineering, and stakeholders only what is safe for customers."""
    if access.has("responder"):
        return classes_read_by(ENGINEERING)
    if access.has("agent", "lead"):
        return classes_read_by(ENGINEERING if _takes_part(incident, access) else AGENTS)
    return classes_read_by(CUSTOMER) if access.has("stakeholder") else NOTHING


def classes_of_incident(subject: Subject, access: Access) -> frozenset[str]:
    """Nothing of an incident that she does not see."""
    incident = Incident.objects.visible_to(access).filter(id=subject.id).first()
    return classes_for(incident, access) if incident else NOTHING


def _takes_part(incident: Incident, access: Access) -> bool:
    if access.user_id is None:
        return False
    hers = Q(case__owner_id=access.user_id) | Q(case__merged_into__owner_id=access.user_id)
    owns = IncidentCase.objects.filter(hers, incident=incident, unlinked_at=None)
    return owns.exists() or Duty.objects.filter(incident=incident, user_id=access.user_id).exists()
