from collections.abc import Sequence

from django.db import transaction

from andon.cases.facts_owed import ObligationOwed
from andon.cases.ledger import locked, record_each, settle_cases
from andon.cases.models import Obligation
from andon.cases.models.obligation import State
from andon.timeline.actor import Actor


@transaction.atomic
def reopen_obligations(obligations: Sequence[Obligation], *, by: Actor, why: str = "") -> list[Obligation]:
    """Owed again, because what told her came back. What is owed anyway, or was waived, stays as it is."""
    again = [one for one in locked(obligations) if one.state == State.TOLD]
    for one in again:
        one.state, one.met_at, one.why = State.OWED, None, why[:500]
    Obligation.objects.bulk_update(again, ["state", "met_at", "why"])
    if again:
        cases = settle_cases(again)
        record_each(again, lambda one: ObligationOwed(obligation=one.id, kind=one.kind, again=True), cases, by)
    return again
