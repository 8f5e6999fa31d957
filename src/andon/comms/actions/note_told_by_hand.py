from uuid import UUID

from django.db import transaction

from andon.cases.models import Obligation
from andon.comms.models import Recipient
from andon.comms.models.recipient import State
from andon.kit import clock


@transaction.atomic
def note_told_by_hand(obligation_id: UUID) -> None:
    """An agent told her herself (by phone, say) and ticked it: so she is told. Repeating it changes nothing."""
    owed = Obligation.objects.filter(id=obligation_id, source_kind="update", kind="tell").first()
    if owed is None or owed.contact_id is None or owed.state != "told":
        return
    Recipient.objects.filter(
        of_id=owed.source_id, contact_id=owed.contact_id, state__in=[State.OWED, State.WAITS, State.FAILED]
    ).update(state=State.TOLD, told_at=clock.now(), why="")
