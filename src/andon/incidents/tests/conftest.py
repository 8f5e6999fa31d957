"""Cases, an incident, and people at screens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.paging.models import Policy
from andon.people.models import Team, User

Report = Callable[..., Case]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(incident: Incident, name: str = "incident", *more: Any) -> str:
    return reverse(f"incidents:{name}", args=[incident.ref, *more])


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def report(care: Team) -> Report:
    """`report(dana, "Checkout hangs")` opens a case of care."""

    def make(who: Contact, title: str = "Checkout hangs") -> Case:
        given = CaseIn(title=title, body=f"{title} since nine", contact=who, team=care, verified=True, receipt=False)
        return open_case(given, by=NOBODY)

    return make


@pytest.fixture
def case(dana: Contact, report: Report, alice: User) -> Case:
    return report(dana)


@pytest.fixture
def incident(case: Case, checkout: Service, on_call: Policy, alice: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=alice.actor)
