"""The cast: Alice owns, Bob is her team-mate, Rita may only read, Charlie is a stranger, Omar is on call, Mei leads
support, Ada administers. Dana, the customer, comes with the rooms that know customers."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from andon.alerts.actions.receive_events import Received
from andon.catalog.models import Service
from andon.connections.models import Connection
from andon.customers.models import Account, Contact
from andon.paging.models import Policy
from andon.people.access import Access, access_of
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from tests.peers.mail_relay import MailRelay
from tests.peers.name_server import NameServer
from tests.peers.slack import APP, BOT, SIGNING, Slack
from tests.peers.twilio import SID, TOKEN, Twilio, told_to_django

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
    from andon.channels.email.relay import hang_up

    made = MailRelay().start()
    settings.MAIL_RELAY = f"smtp://127.0.0.1:{made.port}"
    settings.MAIL_ADDRESS = "care@fernhill.example"
    yield made
    # A connection stays open for the next mail; the next test has another relay.
    hang_up()
    made.stop()


@pytest.fixture
def name_server(settings: Any) -> Iterator[NameServer]:
    """The DNS that we ask."""
    made = NameServer().start()
    settings.MAIL_DNS = made.at
    yield made
    made.stop()


@pytest.fixture
def phones(db: None, settings: Any) -> Iterator[Twilio]:
    """A connected Twilio account: `phones.calls`, `phones.messages`; what it tells us arrives in this process."""
    from andon.connections.actions.add_connection import add_connection

    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Twilio(told_to_django).start()
    given = {"account_sid": SID, "from_number": "+1 500 555 0006", "base": made.url}
    add_connection(vendor="twilio", name="Twilio", settings=given, secrets={"auth_token": TOKEN}, by=NOBODY)
    yield made
    made.stop()


@pytest.fixture
def slack(db: None, settings: Any) -> Iterator[Slack]:
    """A connected workspace in which Omar, Alice and Mei have accounts: what it tells us arrives in this process, and
    what we called must have been right."""
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Slack().start()
    connect_slack(made)
    yield made
    made.stop()
    assert made.faults == []


def connect_slack(slack: Slack, **more: Any) -> Connection:
    """With the settings of a fresh connection but HTTP, and what is given."""
    from andon.connections.actions.add_connection import add_connection
    from andon.connections.actions.try_connection import try_connection

    for id, name in (("U0OMAR", "omar"), ("U0ALICE", "alice"), ("U0MEI", "mei"), ("U0RITA", "rita")):
        slack.join(id, f"{name}@fernhill.example")
    given = {"transport": "http", "base": slack.base} | more
    secrets = {"bot_token": BOT, "signing": SIGNING, "app_token": APP}
    made, _made = add_connection(vendor="slack", name="Fernhill", settings=given, secrets=secrets, by=NOBODY)
    assert try_connection(made, by=NOBODY)[0]
    made.refresh_from_db()
    slack.address = reverse("connections:incoming", args=["slack", made.id])
    return made


@pytest.fixture
def on_call(omar: User, checkout: Service, checkout_team: Team) -> Policy:
    """Omar is on call for Checkout; after five minutes without an answer Ines is woken."""
    from datetime import UTC, datetime

    from andon.paging.actions.bind_policy import bind_policy
    from andon.paging.actions.put_policy import StepIn, put_policy
    from andon.schedules.actions.put_schedule import put_schedule

    ines = person("Ines Pacheco", ("responder", checkout_team))
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    first = put_schedule(
        slug="checkout", name="Checkout", team=checkout_team, members=[omar], starts_at=start, by=NOBODY
    )
    steps = [StepIn(targets=[first], wait_minutes=5), StepIn(targets=[ines], wait_minutes=10)]
    policy = put_policy(slug="checkout", name="Checkout", team=checkout_team, steps=steps, by=NOBODY, repeat=0)
    bind_policy(checkout, policy=policy, by=NOBODY)
    return policy


@pytest.fixture
def monitor(checkout: Service) -> Callable[..., list[Received]]:
    """A monitor of Checkout: `monitor("trigger", "disk")`."""
    from andon.alerts.actions.create_integration_key import create_integration_key
    from andon.alerts.actions.receive_events import receive_events
    from andon.alerts.rules.event import EventIn

    _key, text = create_integration_key(checkout, name="Alertmanager", by=NOBODY)

    def tell(action: str, dedup_key: str, severity: str = "critical", times: int = 1) -> list[Received]:
        event = EventIn(
            routing_key=text,
            action=action,
            dedup_key=dedup_key,
            summary="Checkout is slow",
            source="prometheus",
            severity=severity,
        )
        return receive_events([event] * times)

    return tell
