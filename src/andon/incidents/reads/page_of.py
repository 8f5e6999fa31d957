from dataclasses import dataclass
from datetime import datetime

from andon.incidents.models import Incident
from andon.kit import clock
from andon.paging.access import may_answer
from andon.paging.models import Escalation, Page
from andon.paging.models.escalation import State
from andon.people.access import Access


@dataclass(frozen=True, slots=True)
class Summons:
    """Who was woken for an incident, and whether somebody answered. `last` is the newest page, if there was one."""

    run: Escalation
    last: Page | None
    may_answer: bool

    @property
    def next_at(self) -> datetime | None:
        """When the next is woken, while that lies ahead."""
        ahead = self.run.next_at and self.run.next_at > clock.now()
        return self.run.next_at if ahead else None

    @property
    def waits(self) -> bool:
        """Nobody has answered it."""
        return self.run.state in (State.RUNNING, State.EXHAUSTED)


def page_of(incident: Incident, access: Access) -> Summons | None:
    """The newest run for this incident; None when nobody could be paged. Three queries."""
    runs = Escalation.objects.of(incident.subject).select_related("acknowledged_by").order_by("-started_at")
    run = runs.first()
    if run is None:
        return None
    pages = Page.objects.filter(escalation=run).select_related("user").order_by("-at", "-id")
    return Summons(run, pages.first(), may_answer(access, run))
