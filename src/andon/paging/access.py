"""Who may answer a page, and who says who is paged for what."""

from andon.catalog.models import Service
from andon.people.access import Access

from .models import Escalation


def may_answer(access: Access, run: Escalation) -> bool:
    """Those who mend, and whoever was summoned: an answer stops the pages of everybody else."""
    return access.has("responder", "lead") or (
        access.user_id is not None and run.pages.filter(user_id=access.user_id).exists()
    )


def may_bind(access: Access, service: Service) -> bool:
    """Say who is paged for a service: administrators, and leads of the team that owns it."""
    return access.has("administrator") or access.in_team(service.owner_id, "lead")
