"""Who may answer a page."""

from andon.people.access import Access

from .models import Escalation


def may_answer(access: Access, run: Escalation) -> bool:
    """Those who mend, and whoever was summoned: an answer stops the pages of everybody else."""
    return access.has("responder", "lead") or (
        access.user_id is not None and run.pages.filter(user_id=access.user_id).exists()
    )
