from andon.cases.models import Obligation
from andon.timeline.actor import Actor

from .meet_obligations import meet_obligations


def meet_obligation(obligation: Obligation, *, by: Actor, delivery_key: str = "") -> Obligation:
    """Done: she was told, or it was verified with her. Repeating it changes nothing."""
    meet_obligations([obligation], by=by, delivery_key=delivery_key)
    obligation.refresh_from_db()
    return obligation
