"""An incident whose customers are to be told, and who tells them."""

from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, account, contact

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.paging.models import Policy
from andon.people.models import Team, User

TEXT = {"text_en": "Hello {first name}, we are on it. {owner}"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


def report(who: Contact, care: Team, verified: bool = True) -> Case:
    given = CaseIn(
        title=f"Checkout hangs at {who.name}", body="It hangs", contact=who, team=care, verified=verified, receipt=False
    )
    return open_case(given, by=NOBODY)


@pytest.fixture
def giulia(db: None) -> Contact:
    return contact("Giulia Rinaldi", "giulia@bellavista.example", account("bella", "Bellavista", locale="it"))


@pytest.fixture
def incident(
    dana: Contact, giulia: Contact, care: Team, alice: User, checkout: Service, on_call: Policy, move_clock: MoveClock
) -> Incident:
    cases = [report(dana, care), report(giulia, care)]
    return declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor, page=False)


def write(agent: Client, incident: Incident, **texts: str) -> str:
    """The address of the draft."""
    answer = agent.post(reverse("comms:write_update", args=[incident.ref]), texts or TEXT)
    assert answer.status_code == 302
    return str(answer["Location"])


def send(agent: Client, draft: str) -> Any:
    return agent.post(f"{draft}send_update/", {"digest": agent.get(draft).context["preview"].digest})
