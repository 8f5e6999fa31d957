from django.db import transaction

from andon.cases.actions.waive_obligations import waive_obligations
from andon.cases.models import Obligation
from andon.comms.facts import RecipientWaived
from andon.comms.models import Recipient
from andon.comms.models.recipient import State
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def waive_recipient(recipient: Recipient, *, why: str, by: Actor) -> Recipient:
    """She will not be told, for a reason that stays readable. One who is told or waived stays so."""
    why = clean(why, "why", 500, required=True)
    found = Recipient.objects.select_for_update(of=("self",)).select_related("of__incident", "case")
    recipient = found.get(pk=recipient.pk)
    if recipient.state not in (State.TOLD, State.WAIVED):
        recipient.state, recipient.why = State.WAIVED, why
        recipient.save(update_fields=["state", "why"])
        owed = Obligation.objects.filter(source_kind="update", source_id=recipient.of_id, contact=recipient.contact)
        waive_obligations(list(owed), why=why, by=by)
        record(
            RecipientWaived(contact=recipient.contact_id, update=recipient.of_id),
            subject=recipient.of.subject,
            by=by,
            about=[recipient.of.incident.subject, recipient.case.subject],
        )
    return recipient
