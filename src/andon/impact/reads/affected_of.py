"""The accounts that an incident hits and that nobody there has reported: the silent ones, whom to tell."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case as When
from django.db.models import QuerySet, Value
from django.db.models import When as If

from andon.customers.models import Account
from andon.impact.reported import reports_of
from andon.incidents.models import AffectedAccount, Incident
from andon.incidents.models.affected_account import How
from andon.people.access import Access

_FIRST = When(If(account__tier="strategic", then=Value(0)), If(account__tier="growth", then=Value(1)), default=Value(2))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list of them shows: how they are known ("": silent ones), of which tier, from which country."""

    how: str = ""
    tier: str = ""
    region: str = ""


def affected_of(incident: Incident, access: Access, chosen: Chosen) -> "QuerySet[AffectedAccount]":
    """The highest tier first, then by value. Those that reported are left out of the silent ones."""
    rows = AffectedAccount.objects.filter(incident=incident, account__in=Account.objects.visible_to(access))
    if chosen.how:
        rows = rows.filter(how=chosen.how)
    else:
        rows = rows.exclude(how=How.SPARED).exclude(account__in=reporters(incident))
    narrowed = {"account__tier": chosen.tier, "account__region": chosen.region.upper()}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    return rows.select_related("account", "by").order_by(_FIRST, "-account__yearly_value", "account__name", "id")


def reporters(incident: Incident) -> set[UUID]:
    return {one.account for one in reports_of(incident.subject) if one.account}


def as_cells(row: AffectedAccount) -> dict[str, Any]:
    """For a file; attributes are left to the account's own export."""
    return {
        "account": row.account.name,
        "external_id": row.account.external_id,
        "how": row.how,
        "since": row.since,
        "tier": row.account.tier,
        "yearly_value": row.account.yearly_value,
        "currency": row.account.currency,
        "country": row.account.region,
        "language": row.account.locale,
    }


COLUMNS = ("account", "external_id", "how", "since", "tier", "yearly_value", "currency", "country", "language")
