from andon.incidents.models import Hunch, Incident
from andon.people.models import Membership
from andon.timeline.actor import Actor


def note_hunch(incident: Incident, *, source: str, by: Actor) -> Hunch | None:
    """Inside `declare_incident`: an agent called it before anybody had proven it. Engineers' and programs' are none."""
    if by.user_id is None or not Membership.objects.filter(user=by.user_id, role="agent").exists():
        return None
    return Hunch.objects.create(incident=incident, user_id=by.user_id, source=source, declared_at=incident.declared_at)
