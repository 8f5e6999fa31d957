"""What this room shows at accounts and incidents: one call for all subjects, a few queries each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from andon.customers.models import Account
from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.people.access import Access

from .models import Contract
from .models.contract import EDIT, READ
from .reads.figures import standings
from .reads.restore_order import Restored, restore_order
from .rows import Shown, shown

MOST = 15
Fragments = Mapping[Subject, Mapping[str, Any]]


def of_account(subjects: Sequence[Subject], access: Access) -> Fragments:
    """The contracts of an account, what is left of each, and adding one; the words for whoever sees the account."""
    accounts = Account.objects.visible_to(access).in_bulk([subject.id for subject in subjects])
    found = _by_account(accounts) if access.has(*READ) else {}
    may_change = access.has(*EDIT)
    return {
        account.subject: {"rows": found.get(account.id, []), "account": account, "may_change": may_change}
        for account in accounts.values()
        if account.id in found or account.contract_text or may_change
    }


def _by_account(accounts: Collection[UUID]) -> dict[UUID, list[Shown]]:
    contracts = Contract.objects.filter(account__in=list(accounts)).select_related("account").order_by("name", "id")
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for standing in standings(contracts):
        found[standing.contract.account_id].append(shown(standing))
    return found


def _order(incident: Incident, access: Access) -> list[Restored]:
    """Asked once, however many places of the screen want it."""
    return access.once((restore_order, incident.id), lambda: restore_order(incident))


def of_incident(subjects: Sequence[Subject], access: Access) -> Fragments:
    """Whom to restore first, while it is not over."""
    if not access.has(*READ):
        return {}
    found = {}
    for incident in Incident.objects.filter(id__in=[subject.id for subject in subjects]):
        order = _order(incident, access) if incident.is_standing else []
        if any(one.standing for one in order):
            rows = [(one, shown(one.standing) if one.standing else None) for one in order]
            found[incident.subject] = {"incident": incident, "rows": rows[:MOST], "more": len(rows[MOST:])}
    return found
