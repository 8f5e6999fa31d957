"""What programs say and hear of contracts."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AwareDatetime, Field

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.kit.errors import Invalid
from andon.kit.rest.batch import MOST_ITEMS, Each
from andon.kit.rest.refs import by_refs

from .contract_in import ContractIn, StepIn
from .models import Terms


class StepBody(Schema):
    below: Decimal = Field(description="availability in per cent")
    percent: Decimal = Field(description="share of the fee in per cent")


class TermsBody(Schema):
    valid_from: date
    valid_until: date | None = None
    target: Decimal = Field(description="availability in per cent, such as 99.9")
    period: str = Field("month", description="month, quarter, year or rolling (30 days)")
    services: list[str] = Field([], max_length=200, description="slugs or ids; none: all")
    severities: list[str] = Field(["critical", "major"], max_length=10)
    counts: str = Field("reported", description="reported by the account, or covered: whenever a service is hit")
    since: str = Field("first_sign", description="first_sign or declared")
    days: list[int] = Field([], max_length=7, description="0 is Monday; none: all the time")
    opens: time | None = None
    closes: time | None = None
    fee: Decimal = Decimal(0)
    currency: str = "EUR"
    steps: list[StepBody] = Field([], max_length=10)
    cap: Decimal = Decimal(100)


class ContractBody(TermsBody):
    external_id: str
    account: str = Field(description="the account's external id, or its id")
    name: str
    words: str = ""


class PutContracts(Schema):
    items: list[Each[ContractBody]] = Field(max_length=MOST_ITEMS)


def given_contracts(bodies: Sequence[ContractBody]) -> list[ContractIn]:
    """With the accounts and services that they name, two to four queries; Invalid for one that there is not."""
    accounts = by_refs(Account.objects.all(), [body.account for body in bodies], human="external_id")
    named = [ref for body in bodies for ref in body.services]
    services = by_refs(Service.objects.all(), named, human="slug")
    return [_given(body, accounts, services) for body in bodies]


def _given(body: ContractBody, accounts: dict[str, Account], services: dict[str, Service]) -> ContractIn:
    if body.account not in accounts:
        raise Invalid({"account": _("There is no such account.")})
    if missing := [ref for ref in body.services if ref not in services]:
        raise Invalid({"services": _("There is no service %(ref)s.") % {"ref": missing[0][:80]}})
    if not body.external_id.strip():
        raise Invalid({"external_id": _("This is needed.")})
    plain = body.dict(exclude={"account", "services", "steps"})
    return ContractIn(
        account=accounts[body.account],
        services=[services[ref] for ref in body.services],
        steps=[StepIn(below=step.below, percent=step.percent) for step in body.steps],
        **plain,
    )


class ContractOut(Schema):
    id: UUID
    external_id: str | None
    account_id: UUID
    account: str | None = Field(None, alias="account.external_id", description="its external id")
    name: str
    words: str
    put_at: datetime


class TermsOut(TermsBody):
    services: list[str]

    @staticmethod
    def resolve_services(obj: Terms) -> list[str]:
        return [service.slug for service in obj.services.all()]


class MinutesOut(Schema):
    """Of one period. `contract`: its external id, or its id without one. All empty when no terms hold."""

    contract: str
    account: str
    account_id: UUID
    name: str
    target: Decimal | None
    period: str
    period_from: datetime | None
    period_until: datetime | None
    minutes_allowed: float | None
    minutes_used: float | None
    minutes_left: float | None
    availability: float | None = Field(description="per cent, if nothing more happens")
    running: str = Field(description="incidents that cost minutes now")
    breach_at: datetime | None
    owed: Decimal | None
    next_credit: Decimal | None
    next_credit_at: datetime | None
    currency: str


class PastOut(Schema):
    minutes: MinutesOut
    state: str = Field(description="kept, broken, owed or given")


class CorrectionOut(Schema):
    id: UUID
    adds: bool
    begins_at: datetime
    ends_at: datetime
    why: str
    made_by: str
    made_at: datetime
    taken_back_at: datetime | None


class ContractWhole(Schema):
    contract: ContractOut
    terms: list[TermsOut]
    minutes: MinutesOut
    past: list[PastOut]
    corrections: list[CorrectionOut]


class StepOut(Schema):
    below: Decimal
    amount: Decimal
    passed: bool
    at: datetime | None


class ExposureOut(Schema):
    owed: Decimal
    owed_then: Decimal
    currency: str
    running: list[str]
    breach_at: datetime | None
    steps: list[StepOut]


class CorrectIn(Schema):
    adds: bool
    begins_at: AwareDatetime
    ends_at: AwareDatetime
    why: str


class CorrectionIn(Schema):
    correction: UUID


class SettleIn(Schema):
    period: date = Field(description="its first day")
    gesture: UUID | None = None
    reference: str = ""


class SettlementOut(Schema):
    id: UUID
    period: date
    amount: Decimal
    currency: str
    gesture_id: UUID | None
    reference: str
    settled_at: datetime


class RestoredAccount(Schema):
    id: UUID
    external_id: str | None
    name: str
    tier: str
    yearly_value: Decimal
    currency: str


class RestoreOut(Schema):
    account: RestoredAccount
    cases: int
    next_at: datetime | None
    at_stake: Decimal
    reason: str
    minutes: MinutesOut | None
