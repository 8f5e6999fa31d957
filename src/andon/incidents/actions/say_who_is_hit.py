from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.affected import put_affected, rows_of_affected
from andon.incidents.changing import locked
from andon.incidents.facts import AccountsSaid
from andon.incidents.models import Incident
from andon.incidents.models.affected_account import How
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def say_who_is_hit(incident: Incident, accounts: Collection[UUID], *, how: str, by: Actor) -> int:
    """Somebody found out that these accounts are hit (confirmed), or that they are not (spared). Returns how many
    that changed; saying it again changes nothing."""
    if how not in (How.CONFIRMED, How.SPARED):
        raise Invalid({"how": _("Said is either confirmed or spared.")})
    incident = locked(incident)
    known = dict(rows_of_affected(incident).filter(account__in=list(accounts)).values_list("account_id", "how"))
    new = [account for account in dict.fromkeys(accounts) if known.get(account) != how]
    if new:
        put_affected(incident, new, how, by)
        record(AccountsSaid(how=how, accounts=new), subject=incident.subject, by=by)
    return len(new)
