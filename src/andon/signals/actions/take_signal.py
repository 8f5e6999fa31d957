from django.db import transaction

from andon.customers.models import Contact
from andon.kit.subject import Subject
from andon.signals.facts import SignalTaken
from andon.signals.models import Signal
from andon.signals.rules.lifecycle import TAKEN, check_move
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_signal(signal: Signal, *, became: Subject, contact: Contact | None, by: Actor) -> Signal:
    """A higher room made something of it, for this contact. The same again changes nothing, another is refused."""
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if signal.became == became:
        return signal
    check_move(signal.status, TAKEN)
    signal.status, signal.became_kind, signal.became_id = TAKEN, became.kind, became.id
    signal.contact = contact
    signal.save(update_fields=["status", "became_kind", "became_id", "contact"])
    record(SignalTaken(kind=became.kind, id=became.id), subject=signal.subject, by=by, about=[became, *signal.about])
    return signal
