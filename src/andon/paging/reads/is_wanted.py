"""Whether a message of a page, planned earlier, is still to be sent."""

from uuid import UUID

from andon.channels.models import Delivery
from andon.paging.models import Escalation, Page
from andon.paging.models.escalation import State


def is_wanted(delivery: Delivery) -> bool:
    """Not after the run was acknowledged, put off or ended, or began again; nor to whoever answered it already.

    Two queries.
    """
    if delivery.subject_kind != "escalation":
        return True
    run = Escalation.objects.filter(id=delivery.subject_id).first()
    if run is None or run.state not in (State.RUNNING, State.EXHAUSTED):
        return False
    if delivery.recipient_kind != "user":
        return True
    turn = int(delivery.key.split(":")[2])
    page = Page.objects.filter(escalation=run, turn=turn, user=UUID(str(delivery.recipient_id))).first()
    if page is None or page.declined_at is not None:
        return False
    return page.activation == run.place.get("activation", 1) and str(page.user_id) not in run.place.get("heard", [])
