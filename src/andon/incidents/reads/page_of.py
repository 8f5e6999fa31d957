from dataclasses import dataclass

from andon.incidents.models import Incident
from andon.paging.models import Escalation, Page


@dataclass(frozen=True, slots=True)
class Summons:
    """Who was woken for an incident, and whether somebody answered. `last` is the newest page, if there was one."""

    run: Escalation
    last: Page | None


def page_of(incident: Incident) -> Summons | None:
    """The newest run for this incident; None when nobody could be paged. Two queries."""
    runs = Escalation.objects.of(incident.subject).select_related("acknowledged_by").order_by("-started_at")
    run = runs.first()
    if run is None:
        return None
    pages = Page.objects.filter(escalation=run).select_related("user").order_by("-at", "-id")
    return Summons(run, pages.first())
