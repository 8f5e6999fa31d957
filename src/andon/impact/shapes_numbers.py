"""What the API says and takes about whom an incident hits."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


class StakeOut(Schema):
    accounts: int
    tiers: dict[str, int]
    money: dict[str, Decimal] = Field(description="yearly value by currency")


class ImpactOut(Schema):
    """`everybody`: each account once, however it is known."""

    reported: StakeOut
    inferred: StakeOut
    confirmed: StakeOut
    everybody: StakeOut
    spared: int
    silent: int
    since: datetime
    minutes: int
    customer_minutes_reported: int
    customer_minutes: int
    contracts: int = Field(description="that lose minutes now")
    credits: dict[str, Decimal] = Field(description="that fall due next, by currency")


class SilentOut(Schema):
    account_id: UUID
    name: str = Field(alias="account.name")
    tier: str = Field(alias="account.tier")
    country: str = Field(alias="account.region")
    how: str = Field(description="inferred or confirmed")
    since: datetime


class CasesIn(Schema):
    cases: list[str] = Field(min_length=1, max_length=500, description="C-12 or id")


class SelectionOut(Schema):
    id: UUID


class PredicateOut(Schema):
    attr: str
    op: str = Field(description="==, in, >=, <= or between")
    value: Any


class FindingOut(Schema):
    predicates: list[PredicateOut]
    confidence: float
    sentence: str
    inside: int
    reports: int
    share: float
    customers: int
    is_hint: bool = Field(description="fewer than eight reports")
    is_second: bool = Field(description="of what the first leaves unexplained")


class RadiusOut(Schema):
    """`findings`: the best first, none where there is no specific segment. `accounts` match, `silent` of them have not
    reported."""

    reports: int
    base: int
    accounts: int
    silent: int
    found_at: datetime
    findings: list[FindingOut]
    runner_up: str
    question: str
    table: dict[str, int] | None
    bars: list[dict[str, Any]]
    no_factor: list[str]


class AdviceOut(Schema):
    severity: str
    reasons: list[str]


class SeverityIn(Schema):
    severity: str


class RuleIn(Schema):
    """`measure`: everybody, reported, inferred, confirmed or contracts."""

    slug: str
    name: str
    measure: str
    at_least: int = 1
    tier: str = ""
    policy: str = Field("", description="by slug or id: it pages")
    team: str = Field("", description="by slug or id: it is told")
    is_active: bool = True


class RuleOut(Schema):
    id: UUID
    slug: str
    name: str
    measure: str
    at_least: int
    tier: str
    policy_id: UUID | None
    team_id: UUID | None
    is_active: bool
