from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.incidents.affected import put_affected, rows_of_affected
from andon.incidents.changing import locked
from andon.incidents.facts import AccountsInferred
from andon.incidents.models import Incident
from andon.incidents.models.affected_account import How
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def infer_who_is_hit(incident: Incident, accounts: Collection[UUID], *, by: Actor) -> None:
    """The accounts that match the pattern as it is now; those that do no longer are taken out. What somebody said
    stays. Repeating it changes nothing."""
    incident = locked(incident)
    rows = rows_of_affected(incident)
    known = dict(rows.values_list("account_id", "how"))
    wanted = {account for account in accounts if known.get(account, How.INFERRED) == How.INFERRED}
    gone = [account for account, how in known.items() if how == How.INFERRED and account not in wanted]
    new = [account for account in wanted if account not in known]
    if not new and not gone:
        return
    rows.filter(account__in=gone, how=How.INFERRED).delete()
    put_affected(incident, new, How.INFERRED, by)
    record(AccountsInferred(count=len(wanted), new=len(new), gone=len(gone)), subject=incident.subject, by=by)
