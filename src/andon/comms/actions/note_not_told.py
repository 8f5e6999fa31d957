from django.db import transaction

from andon.cases.actions.reopen_obligations import reopen_obligations
from andon.cases.models import Obligation
from andon.comms.facts import CustomerNotTold
from andon.comms.models import Recipient
from andon.comms.models.recipient import State
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_not_told(delivery_key: str, *, why: str, by: Actor) -> None:
    """It bounced or was refused: what was told is owed again, and somebody must find another way.

    Repeating it changes nothing.
    """
    found = Recipient.objects.select_for_update(of=("self",)).select_related("of__incident", "case")
    recipient = found.filter(delivery_key=delivery_key).first()
    if recipient is None or recipient.state in (State.FAILED, State.WAIVED):
        return
    recipient.state, recipient.told_at, recipient.why = State.FAILED, None, why[:500]
    recipient.save(update_fields=["state", "told_at", "why"])
    reopen_obligations(list(Obligation.objects.filter(delivery_key=delivery_key)), by=by, why=why)
    record(
        CustomerNotTold(contact=recipient.contact_id, update=recipient.of_id),
        subject=recipient.of.subject,
        by=by,
        about=[recipient.of.incident.subject, recipient.case.subject],
    )
