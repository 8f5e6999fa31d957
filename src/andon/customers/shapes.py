"""What programs send of accounts and contacts, at the API and in long streams."""

from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import Field

from .actions.put_accounts import AccountIn
from .actions.put_contacts import ContactIn


class AccountBody(Schema):
    external_id: str
    name: str
    tier: str = "standard"
    yearly_value: Decimal = Decimal(0)
    currency: str = "EUR"
    contract_text: str = ""
    region: str = Field("", description="ISO 3166-1 alpha-2; phones without a country are read by it")
    time_zone: str = "UTC"
    locale: str = "en"
    attributes: dict[str, Any] = {}

    def given(self) -> AccountIn:
        return AccountIn(**self.model_dump())


class ContactBody(Schema):
    name: str
    external_id: str = Field("", description="her first address when empty")
    account: str = Field("", description="the account's external id")
    position: str = ""
    locale: str = ""
    time_zone: str = ""
    attributes: dict[str, Any] = {}
    emails: list[str] = Field([], max_length=20)
    phones: list[str] = Field([], max_length=20)
    handles: list[str] = Field([], max_length=20)

    def given(self) -> ContactIn:
        return ContactIn(**self.model_dump())
