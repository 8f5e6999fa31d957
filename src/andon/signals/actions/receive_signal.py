from andon.kit.errors import Refused
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn
from andon.timeline.actor import Actor

from .receive_signals import receive_signals


def receive_signal(item: SignalIn, *, by: Actor) -> Signal:
    """Take one; raises why it was refused. An external key that its source has sent already gives back its signal."""
    (received,) = receive_signals([item], by=by)
    if isinstance(received, Refused):
        raise received
    return received
