"""The cast: Alice owns, Bob is her team-mate, Rita may only read, Charlie is a stranger, Omar is on call, Mei leads
support, Ada administers. Dana, the customer, comes with the rooms that know customers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from andon.catalog.models import Service
from andon.customers.models import Account, Contact
from andon.people.access import Access, access_of
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from tests.peers.mail_relay import MailRelay

NOBODY = Actor.system("tests")


def person(name: str, *roles: tuple[str, Team | None]) -> User:
    """A user who holds these roles, each in a team or (None) everywhere."""
    from andon.people.actions.create_user import create_user
    from andon.people.actions.grant_role import grant_role

    user = create_user(email=f"{name.split()[0].lower()}@fernhill.example", name=name, by=NOBODY)
    for role, team in roles:
        grant_role(user, role=role, team=team, by=NOBODY)
    return user


def access(user: User) -> Access:
    return access_of(user)


def team(name: str, department: str = "") -> Team:
    from andon.people.actions.create_team import create_team

    return create_team(name=name, department=department, by=NOBODY)


@pytest.fixture
def care(db: None) -> Team:
    return team("Care", "Customer service")


@pytest.fixture
def billing(db: None) -> Team:
    return team("Billing", "Finance")


@pytest.fixture
def checkout_team(db: None) -> Team:
    return team("Checkout", "Engineering")


@pytest.fixture
def alice(care: Team) -> User:
    return person("Alice Moreau", ("agent", care))


@pytest.fixture
def bob(care: Team) -> User:
    return person("Bob Keller", ("agent", care))


@pytest.fixture
def rita(care: Team) -> User:
    return person("Rita Lang", ("stakeholder", care))


@pytest.fixture
def charlie(billing: Team) -> User:
    return person("Charlie Stone", ("agent", billing))


@pytest.fixture
def omar(checkout_team: Team) -> User:
    return person("Omar Haddad", ("responder", checkout_team))


@pytest.fixture
def mei(care: Team) -> User:
    return person("Mei Tanaka", ("lead", care))


@pytest.fixture
def ada(db: None) -> User:
    return person("Ada Osei", ("administrator", None), ("lead", None))


@pytest.fixture
def acme(db: None) -> Account:
    return account("acme", "Acme Outdoor", tier="strategic", yearly_value=Decimal(640_000), region="PT")


@pytest.fixture
def dana(acme: Account) -> Contact:
    return contact("Dana Whitfield", "dana@acme.example", acme)


def account(external_id: str, name: str, **more: Any) -> Account:
    from andon.customers.actions.put_accounts import AccountIn, put_accounts

    (put,) = put_accounts([AccountIn(external_id=external_id, name=name, **more)], by=NOBODY)
    assert isinstance(put, Account)
    return put


def contact(name: str, email: str, of: Account | None = None, locale: str = "") -> Contact:
    from andon.customers.actions.put_contacts import ContactIn, put_contacts

    given = ContactIn(name=name, emails=[email], account=(of.external_id or "") if of else "", locale=locale)
    (put,) = put_contacts([given], by=NOBODY)
    assert isinstance(put, Contact)
    return put


@pytest.fixture
def checkout(checkout_team: Team) -> Service:
    from andon.catalog.actions.put_capabilities import CapabilityIn, put_capabilities
    from andon.catalog.actions.put_services import ServiceIn, put_services

    (service,) = put_services([ServiceIn(slug="checkout", name="Checkout", owner=checkout_team)], by=NOBODY)
    put_capabilities([CapabilityIn(slug="checkout", name="Checkout", service=service)], by=NOBODY)
    return service


@pytest.fixture
def relay(settings: Any) -> Iterator[MailRelay]:
    """The relay that our mails go to; `relay.to(address)` is what arrived."""
    made = MailRelay().start()
    settings.MAIL_RELAY = f"smtp://127.0.0.1:{made.port}"
    settings.MAIL_ADDRESS = "care@fernhill.example"
    yield made
    made.stop()
