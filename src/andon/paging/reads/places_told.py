"""Which chat channels and webhooks a run told, and how each message went."""

from andon.channels.models import Delivery
from andon.channels.reads.how_it_went import how_it_went
from andon.notifications.reads.way_name import Way
from andon.paging.models import Escalation


def places_told(run: Escalation) -> list[Way]:
    """By the name that was given to the place; one query."""
    rows = Delivery.objects.filter(subject_kind="escalation", subject_id=run.id, purpose="page")
    places = rows.filter(recipient_kind="policy").order_by("at", "key")
    return [Way(delivery.recipient_name, how_it_went(delivery)) for delivery in places]
