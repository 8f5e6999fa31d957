from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.facts import AccountPut
from andon.customers.models import Account, AttributeDefinition
from andon.customers.models.account import Tier
from andon.customers.rules.attributes import check_attributes
from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.kit.text import clean
from andon.kit.zones import time_zones
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

_FIELDS = [
    "name",
    "tier",
    "yearly_value",
    "currency",
    "contract_text",
    "region",
    "time_zone",
    "locale",
    "attributes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountIn:
    external_id: str
    name: str
    tier: str = "standard"
    yearly_value: Decimal = Decimal(0)
    currency: str = "EUR"
    contract_text: str = ""
    region: str = ""
    time_zone: str = "UTC"
    locale: str = "en"
    attributes: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def put_accounts(accounts: Sequence[AccountIn], *, by: Actor) -> list[Account | Refused]:
    """Add accounts or replace those of the same external id; per item the account or why it was refused, in order.

    Putting the same again changes and records nothing; of two of one external id the last counts.
    """
    definitions = AttributeDefinition.objects.in_bulk()
    read = [_read(given, definitions) for given in accounts]
    rows = {row.external_id: row for row in read if isinstance(row, Account)}
    before = Account.objects.select_for_update().order_by("id").in_bulk(list(rows), field_name="external_id")
    changed = {key: _changed(row, before.get(key)) for key, row in rows.items()}
    Account.objects.bulk_create(
        # In one order, so that two batches with the same new keys never wait in a circle.
        [row for key, row in sorted(rows.items(), key=lambda pair: str(pair[0])) if changed[key]],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["external_id"],
        update_fields=[*_FIELDS, "put_at"],
    )
    stored = Account.objects.in_bulk(list(rows), field_name="external_id")
    for key, account in stored.items():
        account.was_put = ("changed" if key in before else "created") if changed[key] else "unchanged"
    record_all(
        [
            Entry(AccountPut(created=key not in before, changed=changed[key]), account.subject, by)
            for key, account in stored.items()
            if changed[key]
        ]
    )
    return [stored[row.external_id] if isinstance(row, Account) else row for row in read]


def _changed(row: Account, before: Account | None) -> list[str]:
    return [name for name in _FIELDS if before is None or getattr(row, name) != getattr(before, name)]


def _read(given: AccountIn, definitions: Mapping[str, AttributeDefinition]) -> Account | Refused:
    try:
        return Account(
            external_id=clean(given.external_id, "external_id", 120, required=True),
            name=clean(given.name, "name", 200, required=True),
            tier=_one_of(given.tier, Tier.values, "tier"),
            yearly_value=_amount(given.yearly_value),
            currency=clean(given.currency, "currency", 3, required=True).upper(),
            contract_text=clean(given.contract_text, "contract_text", 20_000),
            region=clean(given.region, "region", 2).upper(),
            time_zone=_one_of(given.time_zone, time_zones(), "time_zone"),
            locale=clean(given.locale, "locale", 12, required=True),
            attributes=check_attributes(given.attributes, definitions),
            put_at=clock.now(),
        )
    except Refused as refused:
        return refused


def _one_of(value: str, known: Sequence[str] | frozenset[str], name: str) -> str:
    if value not in known:
        raise Invalid({name: _("“%(value)s” is not known here.") % {"value": value[:60]}})
    return value


def _amount(value: Decimal) -> Decimal:
    if not value.is_finite() or not 0 <= value < Decimal(10) ** 12:
        raise Invalid({"yearly_value": _("This is not an amount of money.")})
    return value.quantize(Decimal("0.01"))
