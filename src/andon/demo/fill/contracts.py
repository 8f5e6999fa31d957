"""What Fernhill's largest customers were promised, and five minutes that Acme has lost already."""

from datetime import datetime, timedelta
from decimal import Decimal

from andon.contracts.actions.correct_minutes import correct_minutes
from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn, StepIn
from andon.contracts.models import Contract
from andon.contracts.models.terms import PeriodKind
from andon.customers.models import Account

from .house import DEMO

STEPS = (("99.9", 5), ("99.5", 10), ("99", 25))
LOST = timedelta(minutes=5)
LOST_WHY = "Their tills could not reach us for five minutes; the provider of the line has confirmed it."


def sign_contracts(now: datetime) -> None:
    """Strategic accounts have 99.9 % within thirty days, so that the figure is the same in whichever month it is shown."""
    accounts = Account.objects.filter(tier="strategic").order_by("name")
    for contract in put_contracts([_contract(account, now) for account in accounts], by=DEMO):
        if contract.external_id == "enterprise-acme":
            _lose(contract, now - timedelta(days=4))


def _contract(account: Account, now: datetime) -> ContractIn:
    return ContractIn(
        account=account,
        external_id=f"enterprise-{account.external_id}",
        name=f"Enterprise {now:%Y}",
        valid_from=now.date() - timedelta(days=200),
        target=Decimal("99.9"),
        period=PeriodKind.ROLLING,
        fee=(account.yearly_value / 12).quantize(Decimal(1)),
        currency=account.currency,
        steps=[StepIn(below=Decimal(below), percent=Decimal(percent)) for below, percent in STEPS],
    )


def _lose(contract: Contract, at: datetime) -> None:
    correct_minutes(contract, adds=True, begins_at=at, ends_at=at + LOST, why=LOST_WHY, by=DEMO)
