from django.utils.translation import gettext as _

from andon.cases.ledger import refuse_question
from andon.cases.models import Obligation
from andon.cases.models.obligation import Kind
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor

from .meet_obligations import meet_obligations


def meet_obligation(obligation: Obligation, *, by: Actor, delivery_key: str = "") -> Obligation:
    """Done: she was told, or it was verified with her. Repeating it changes nothing.

    What she is given is done with the number of its booking, where it was given; a question by its answer.
    """
    if obligation.kind == Kind.GESTURE:
        raise Conflict(_("Say the number of its booking where it was given."))
    refuse_question(obligation)
    meet_obligations([obligation], by=by, delivery_key=delivery_key)
    obligation.refresh_from_db()
    return obligation
