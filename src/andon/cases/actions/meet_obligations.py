from collections.abc import Sequence

from django.db import transaction

from andon.cases.facts_owed import ObligationMet
from andon.cases.ledger import locked, record_each, settle_cases
from andon.cases.models import Obligation
from andon.cases.models.obligation import State
from andon.kit import clock
from andon.timeline.actor import Actor


@transaction.atomic
def meet_obligations(obligations: Sequence[Obligation], *, by: Actor, delivery_key: str = "") -> list[Obligation]:
    """Done: she was told, or it was verified with her. What was waived or met before stays as it is."""
    met = [one for one in locked(obligations) if one.state == State.OWED]
    for one in met:
        one.state, one.met_at = State.TOLD, clock.now()
        one.delivery_key = delivery_key or one.delivery_key
    Obligation.objects.bulk_update(met, ["state", "met_at", "delivery_key"])
    if met:
        cases = settle_cases(met)
        record_each(met, lambda one: ObligationMet(obligation=one.id, kind=one.kind), cases, by)
    return met
