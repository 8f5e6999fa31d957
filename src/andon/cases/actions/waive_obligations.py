from collections.abc import Sequence

from django.db import transaction

from andon.cases.facts_owed import ObligationWaived
from andon.cases.ledger import locked, record_each, settle_cases
from andon.cases.models import Obligation
from andon.cases.models.obligation import State
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor


@transaction.atomic
def waive_obligations(obligations: Sequence[Obligation], *, why: str, by: Actor) -> list[Obligation]:
    """It will not be done, for a reason that stays readable. What was met or waived before stays as it is."""
    why = clean(why, "why", 500, required=True)
    waived = [one for one in locked(obligations) if one.state == State.OWED]
    for one in waived:
        one.state, one.why, one.met_at = State.WAIVED, why, clock.now()
    Obligation.objects.bulk_update(waived, ["state", "why", "met_at"])
    if waived:
        cases = settle_cases(waived)
        record_each(waived, lambda one: ObligationWaived(obligation=one.id, kind=one.kind), cases, by)
    return waived
