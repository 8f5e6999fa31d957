from django.db import transaction

from andon.signals.facts import SignalRestored
from andon.signals.models import Signal
from andon.signals.rules.lifecycle import NEW, check_move
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def restore_signal(signal: Signal, *, by: Actor) -> Signal:
    """Undo its dismissal: it is new again. Doing so twice changes nothing; one that became something stays that."""
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if signal.status == NEW:
        return signal
    check_move(signal.status, NEW)
    signal.status, signal.dismiss_reason, signal.dismiss_note = NEW, "", ""
    signal.dismissed_by, signal.dismissed_at = "", None
    signal.save(update_fields=["status", "dismiss_reason", "dismiss_note", "dismissed_by", "dismissed_at"])
    record(SignalRestored(), subject=signal.subject, by=by, about=signal.about)
    return signal
