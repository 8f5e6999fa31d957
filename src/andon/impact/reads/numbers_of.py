"""The three numbers of an incident, kept apart: who reported, is inferred, is confirmed; and what is at stake."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.formats import number_format

from andon.contracts.reads.restore_order import Restored, restore_order
from andon.contracts.said import next_loss
from andon.customers.models import Account
from andon.impact.reads.changes_near import first_sign
from andon.impact.reported import reports_of
from andon.incidents.models import AffectedAccount, Incident
from andon.incidents.models.affected_account import How
from andon.kit import clock
from andon.ui.templatetags.ui import short_number

TIERS = ("strategic", "growth", "standard")


@dataclass(frozen=True, slots=True)
class Stake:
    """Of some accounts: how many, how many of each tier, and their yearly value by currency, the largest first."""

    accounts: int
    tiers: dict[str, int]
    money: dict[str, Decimal]

    @property
    def strategic(self) -> int:
        return self.tiers.get("strategic", 0)

    @property
    def money_words(self) -> str:
        return " + ".join(f"{currency} {short_number(amount)}" for currency, amount in self.money.items() if amount)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`everybody`: each account once, however it is known. `minutes` since the first sign, until it hurt no more."""

    reported: Stake
    inferred: Stake
    confirmed: Stake
    everybody: Stake
    spared: int
    silent: int
    since: datetime
    minutes: int
    contracts: int = 0
    credits: dict[str, Decimal] = field(default_factory=dict)
    breached: int = 0

    @property
    def customer_minutes_reported(self) -> int:
        return self.minutes * self.reported.accounts

    @property
    def customer_minutes(self) -> int:
        return self.minutes * self.everybody.accounts

    @property
    def reported_words(self) -> str:
        return number_format(self.customer_minutes_reported, force_grouping=True)

    @property
    def all_words(self) -> str:
        return number_format(self.customer_minutes, force_grouping=True)

    @property
    def credit_words(self) -> str:
        return " + ".join(f"{currency} {short_number(amount)}" for currency, amount in self.credits.items() if amount)


def without_contracts(numbers: Numbers) -> Numbers:
    """For readers to whom contracts are not shown."""
    return replace(numbers, contracts=0, credits={}, breached=0)


def numbers_of(incident: Incident, order: Iterable[Restored] | None = None) -> Numbers:
    """`order`: restore-first, where it is known already. A fixed number of queries."""
    reported = {one.account for one in reports_of(incident.subject) if one.account}
    how = dict(AffectedAccount.objects.filter(incident=incident).values_list("account_id", "how"))
    said = {kind: {account for account, other in how.items() if other == kind} for kind in How.values}
    everybody = reported | said[How.INFERRED] | said[How.CONFIRMED]
    rows = Account.objects.filter(id__in=everybody).values_list("id", "tier", "currency", "yearly_value")
    known = {id: (tier, currency, value) for id, tier, currency, value in rows}
    since = first_sign(incident)
    until = incident.mitigated_at or incident.resolved_at or clock.now()
    ordered = list(restore_order(incident) if order is None else order)
    contracts, credits = _contracts(ordered)
    return Numbers(
        reported=_stake(reported, known),
        inferred=_stake(said[How.INFERRED] - reported, known),
        confirmed=_stake(said[How.CONFIRMED], known),
        everybody=_stake(everybody, known),
        spared=len(said[How.SPARED]),
        silent=len(everybody - reported),
        since=since,
        minutes=max(0, int((until - since).total_seconds() // 60)),
        contracts=contracts,
        credits=credits,
        breached=sum(bool(one.standing and one.standing.figure and one.standing.figure.broken) for one in ordered),
    )


def _stake(accounts: Iterable[UUID], known: dict[UUID, tuple[str, str, Decimal]]) -> Stake:
    tiers = dict.fromkeys(TIERS, 0)
    money: dict[str, Decimal] = {}
    count = 0
    for id in accounts:
        tier, currency, value = known[id]
        count += 1
        tiers[tier] = tiers.get(tier, 0) + 1
        money[currency] = money.get(currency, Decimal(0)) + value
    return Stake(count, tiers, dict(sorted(money.items(), key=lambda one: (-one[1], one[0]))))


def _contracts(order: Iterable[Restored]) -> tuple[int, dict[str, Decimal]]:
    """How many contracts lose minutes, and the credits that fall due next, by currency."""
    count, credits = 0, dict[str, Decimal]()
    for one in order:
        figure = one.standing.figure if one.standing else None
        if figure is None or not figure.running:
            continue
        count += 1
        step = next_loss(figure)
        if step:
            currency = figure.promise.currency
            credits[currency] = credits.get(currency, Decimal(0)) + step.amount
    return count, credits
