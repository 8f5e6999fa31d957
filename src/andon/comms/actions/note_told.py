from django.db import transaction
from django.db.models import Q

from andon.cases.actions.meet_obligations import meet_obligations
from andon.cases.models import Obligation
from andon.comms.facts import CustomerTold
from andon.comms.models import Recipient
from andon.comms.models.recipient import State
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_told(delivery_key: str, *, by: Actor) -> None:
    """The relay took her update: it ticks the obligation of each of her linked cases. Repeating it changes nothing.

    The update that was written when all was over also ticks what the resolving left owed.
    """
    recipient = _recipient(delivery_key)
    if recipient is None or recipient.state in (State.TOLD, State.WAIVED):
        return
    incident = recipient.of.incident
    first = not Recipient.objects.filter(of__incident=incident, state=State.TOLD).exists()
    recipient.state, recipient.told_at, recipient.why = State.TOLD, clock.now(), ""
    recipient.save(update_fields=["state", "told_at", "why"])
    # An update tells where the fix stands, too.
    of_update = Q(source_kind="update", source_id=recipient.of_id) | Q(source_kind="eta", source_id=incident.id)
    of_incident = Q(source_kind="incident", source_id=incident.id) if recipient.of.final else Q(pk__in=[])
    owed = Obligation.objects.filter(of_update | of_incident, kind="tell", contact=recipient.contact)
    meet_obligations(list(owed), by=by, delivery_key=delivery_key)
    record(
        CustomerTold(contact=recipient.contact_id, update=recipient.of_id, first=first),
        subject=recipient.of.subject,
        by=by,
        about=[incident.subject, recipient.case.subject],
    )


def _recipient(delivery_key: str) -> Recipient | None:
    found = Recipient.objects.select_for_update(of=("self",)).select_related("of__incident", "case")
    return found.filter(delivery_key=delivery_key).first()
