"""The reports of each slice of the customers: of each value of each attribute that accounts have one value of."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from andon.customers.models import Account, AttributeDefinition
from andon.customers.reads.said import said
from andon.impact.reported import Reported

MOST_SIBLINGS = 20
_REGION = "region"


def slices_of(reports: Sequence[Reported]) -> dict[tuple[str, str], list[datetime]]:
    """By key of the attribute and value in words; attributes with more than twenty values make no slices. Two
    queries."""
    whose = {one.account for one in reports if one.account}
    accounts = {account.id: account for account in Account.objects.filter(id__in=whose).only("region", "attributes")}
    keys = AttributeDefinition.objects.filter(many=False).exclude(kind="num").values_list("key", flat=True)
    found: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for one in reports:
        if one.account in accounts:
            for key, value in _values(accounts[one.account], keys):
                found[key, value].append(one.at)
    siblings: dict[str, int] = defaultdict(int)
    for key, _value in found:
        siblings[key] += 1
    return {slice: times for slice, times in found.items() if 1 < siblings[slice[0]] <= MOST_SIBLINGS}


def _values(account: Account, keys: Any) -> list[tuple[str, str]]:
    given = [(key, said(account.attributes[key])) for key in keys if account.attributes.get(key) not in (None, "")]
    return (
        given
        if any(key == _REGION for key, _value in given) or not account.region
        else [
            *given,
            (_REGION, account.region),
        ]
    )
