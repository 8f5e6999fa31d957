"""Accounts of many kinds, an incident, and people at screens."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, account, contact
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.paging.models import Policy
from andon.people.models import Team, User

Report = Callable[[Account], Case]
MakeAccount = Callable[..., Account]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(incident: Incident, name: str = "incidents:incident", *more: Any) -> str:
    return reverse(name, args=[incident.ref, *more])


@pytest.fixture
def make_account(db: None) -> MakeAccount:
    """`make_account(3, "ES", android="5.1")`."""

    def make(number: int, region: str = "DE", tier: str = "standard", **attributes: Any) -> Account:
        value = Decimal(1000 * (number + 1))
        return account(
            f"a-{number}", f"Account {number:03}", region=region, tier=tier, yearly_value=value, attributes=attributes
        )

    return make


@pytest.fixture
def report(care: Team) -> Report:
    """`report(acme)` opens a case of somebody new there, now."""
    made: list[Contact] = []

    def make(of: Account) -> Case:
        made.append(contact(f"Person {len(made)}", f"p{len(made)}@customers.example", of))
        given = CaseIn(
            title="Checkout hangs", body="it hangs", contact=made[-1], team=care, verified=True, receipt=False
        )
        return open_case(given, by=NOBODY)

    return make


@pytest.fixture
def incident(
    move_clock: MoveClock,
    report: Report,
    acme: Account,
    checkout: Service,
    on_call: Policy,
    alice: User,
    relay: MailRelay,
) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=[report(acme)], by=alice.actor)
