from andon.cases.ledger import refuse_question
from andon.cases.models import Obligation
from andon.timeline.actor import Actor

from .waive_obligations import waive_obligations


def waive_obligation(obligation: Obligation, *, why: str, by: Actor) -> Obligation:
    """It will not be done, for a reason that stays readable. Repeating it changes nothing."""
    refuse_question(obligation)
    waive_obligations([obligation], why=why, by=by)
    obligation.refresh_from_db()
    return obligation
