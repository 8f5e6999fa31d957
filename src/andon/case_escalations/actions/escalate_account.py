from django.db import transaction

from andon.case_escalations.calling import call_in
from andon.case_escalations.holding import Held
from andon.case_escalations.models import CaseEscalation, EscalationKind
from andon.case_escalations.raising import asked, join, raise_one
from andon.customers.models import Account
from andon.timeline.actor import Actor


@transaction.atomic
def escalate_account(account: Account, *, kind: EscalationKind, reason: str, by: Actor) -> CaseEscalation:
    """Call others in for a whole account; its cases keep their owners. Joined and raised again as with cases."""
    given = asked(kind, reason, by)
    account = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    known = list(CaseEscalation.objects.related().filter(account=account, kind=kind))
    if standing := next((one for one in known if one.is_standing), None):
        return join(Held(standing, None), given)
    one = raise_one(account, known, given, called_with=None)
    call_in([one], kind, by=by)
    return one
