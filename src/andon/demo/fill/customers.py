"""Fernhill's customers, in two batches."""

from collections import defaultdict
from dataclasses import dataclass, field

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.actions.put_accounts import put_accounts
from andon.customers.actions.put_contacts import put_contacts
from andon.customers.models import Contact
from andon.demo.company.draw import draw_customers
from andon.demo.company.services import ATTRIBUTES
from andon.kit.errors import Refused

from .house import DEMO


@dataclass(slots=True)
class Clientele:
    """Contacts by language and by address."""

    by_language: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[str, Contact] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.by_address)


def welcome_customers(accounts: int, contacts: int) -> Clientele:
    for key, label, kind, choices in ATTRIBUTES:
        define_attribute(
            key=key,
            label=label,
            kind=kind,
            by=DEMO,
            choices=choices,
            many=key == "features",
            hierarchy=key == "platform",
            searchable=key in ("client_version", "shard"),
        )
    drawn = draw_customers(accounts, contacts)
    for account in put_accounts(drawn.accounts, by=DEMO):
        if isinstance(account, Refused):
            raise account
    clientele = Clientele()
    for given, contact in zip(drawn.contacts, put_contacts(drawn.contacts, by=DEMO), strict=True):
        if isinstance(contact, Refused):
            raise contact
        clientele.by_language[given.locale].append(contact)
        clientele.by_address[given.emails[0]] = contact
    return clientele
