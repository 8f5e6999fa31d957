from datetime import datetime
from types import EllipsisType

from django.db import transaction

from andon.incidents.changing import about, locked
from andon.incidents.facts import IncidentEdited
from andon.incidents.models import Incident
from andon.incidents.promising import plan_promise
from andon.kit import clock
from andon.kit.moments import within_reach
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def edit_incident(
    incident: Incident,
    *,
    by: Actor,
    title: str | None = None,
    condition: str | None = None,
    customer_text: str | None = None,
    internal_text: str | None = None,
    next_update_at: datetime | EllipsisType | None = ...,
) -> Incident:
    """Change what it is called and said about it; what is not given stays as it is. None as the next
    update promises none. Repeating it changes nothing.
    """
    incident = locked(incident)
    wanted: dict[str, object] = {
        "title": None if title is None else clean(" ".join(title.split()), "title", 200, required=True),
        "condition": None if condition is None else clean(condition, "condition", 500),
        "customer_text": None if customer_text is None else clean(customer_text, "customer_text", 5000),
        "internal_text": None if internal_text is None else clean(internal_text, "internal_text", 5000),
    }
    wanted = {name: value for name, value in wanted.items() if value is not None}
    if not isinstance(next_update_at, EllipsisType):
        wanted["next_update_at"] = within_reach(next_update_at, "next_update_at", clock.now())
    changed = [name for name, value in wanted.items() if value != getattr(incident, name)]
    for name in changed:
        setattr(incident, name, wanted[name])
    if changed:
        incident.save(update_fields=changed)
        if "next_update_at" in changed:
            plan_promise(incident)
        record(IncidentEdited(fields=changed), subject=incident.subject, by=by, about=about(incident))
    return incident
