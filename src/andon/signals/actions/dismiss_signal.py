from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.people.called import called
from andon.signals.facts import SignalDismissed
from andon.signals.models import Signal
from andon.signals.rules.lifecycle import DISMISSED, check_move
from andon.signals.rules.reasons import NOTE_NEEDED, DismissReason
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def dismiss_signal(signal: Signal, *, by: Actor, reason: str, note: str = "") -> Signal:
    """Nothing follows from it, for a reason; `restore_signal` undoes it. Dismissing twice changes nothing."""
    if reason not in DismissReason.values:
        raise Invalid({"reason": _("Say why: one of the listed reasons.")})
    note = clean(note, "note", 500, required=reason in NOTE_NEEDED)
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if signal.status == DISMISSED:
        return signal
    check_move(signal.status, DISMISSED)
    signal.status, signal.dismiss_reason, signal.dismiss_note = DISMISSED, reason, note
    signal.dismissed_by, signal.dismissed_at = called(by), clock.now()
    signal.save(update_fields=["status", "dismiss_reason", "dismiss_note", "dismissed_by", "dismissed_at"])
    record(SignalDismissed(reason=reason), subject=signal.subject, by=by, about=signal.about)
    return signal
