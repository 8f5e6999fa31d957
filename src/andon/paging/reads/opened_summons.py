"""What a page's signed link opens: the run, and the person who was summoned."""

from dataclasses import dataclass

from andon.paging.models import Escalation
from andon.paging.page_link import PURPOSE
from andon.paging.rules.why import Why
from andon.people.links import open_link
from andon.people.models import User


@dataclass(frozen=True, slots=True)
class Summons:
    run: Escalation
    person: User

    @property
    def why(self) -> Why:
        return Why.load(self.run.why)


def opened_summons(token: str) -> Summons | None:
    """None when the link is unknown, over or revoked, or its holder works here no longer."""
    link = open_link(token, PURPOSE)
    if link is None or link.holder.user_id is None:
        return None
    person = User.objects.filter(id=link.holder.user_id, is_active=True).first()
    run = Escalation.objects.select_related("policy", "service", "acknowledged_by").filter(id=link.subject_id).first()
    return Summons(run, person) if run and person else None
