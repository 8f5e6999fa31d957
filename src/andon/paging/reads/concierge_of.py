"""Who looks after an account: the policy that is bound to it, or to its tier."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from andon.customers.models import Account
from andon.paging.models import Binding

from .snapshot_of import snapshot_of


def concierge_of(account: Account) -> Binding | None:
    """The account's own binding wins over its tier's; None: nobody is called in for it."""
    return _bound(account.id, account.tier)


def with_concierge(accounts: Sequence[Account]) -> list[Account]:
    """Those of these that somebody looks after; one query."""
    if not accounts:
        return []
    bound = Binding.objects.filter(service=None).values_list("account", "tier")
    own, tiers = {account for account, _tier in bound if account}, {tier for _account, tier in bound if tier}
    return [account for account in accounts if account.id in own or account.tier in tiers]


def concierge_steps(account_id: UUID | None, tier: str) -> list[list[dict[str, Any]]]:
    """The targets of each step of that policy, in order; other concierges among them are left out."""
    binding = _bound(account_id, tier)
    if binding is None:
        return []
    steps = snapshot_of(binding.policy)["steps"]
    return [[target for target in step["targets"] if target["kind"] != "concierge"] for step in steps]


def _bound(account_id: UUID | None, tier: str) -> Binding | None:
    found = Binding.objects.select_related("policy__team")
    if account_id and (own := found.filter(account=account_id).first()):
        return own
    return found.filter(tier=tier).first() if tier else None
