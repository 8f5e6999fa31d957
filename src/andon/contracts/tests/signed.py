"""Contracts that were signed, and who looks at them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from tests.cast import NOBODY

from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn, StepIn
from andon.contracts.models import Contract
from andon.customers.models import Account
from andon.people.models import User


def put(to: Account, **more: Any) -> Contract:
    steps = [StepIn(below=Decimal("99.9"), percent=Decimal(10))]
    given: dict[str, Any] = {"name": "Gold", "valid_from": date(2026, 1, 1), "target": Decimal("99.9"), "steps": steps}
    (made,) = put_contracts([ContractIn(account=to, fee=Decimal(1000), **{**given, **more})], by=NOBODY)
    return made


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
