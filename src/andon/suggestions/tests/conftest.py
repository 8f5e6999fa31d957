"""Cases and suggestions as a worker would keep them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import account, contact

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.subject import Subject
from andon.people.models import Team, User
from andon.suggestions.models import Suggestion

Tell = Callable[..., Case]
Suggest = Callable[..., Suggestion]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def tell(care: Team) -> Tell:
    def reported(title: str = "Checkout hangs", who: Contact | None = None, team: Team = care) -> Case:
        number = Case.objects.count() + 1
        if who is None:
            shop = account(f"shop{number}", f"Shop {number}")
            who = contact(f"Customer {number}", f"c{number}@shop{number}.example", shop)
        given = CaseIn(
            title=f"{title} {number}", body="It hangs.", contact=who, team=team, verified=True, receipt=False
        )
        return open_case(given, by=who.actor)

    return reported


@pytest.fixture
def suggest() -> Suggest:
    def made(case: Case, target: Subject, kind: str = "related", **more: Any) -> Suggestion:
        given = {"score": 4.0, "made_at": clock.now(), "reasons": {"words": ["checkout", "hangs"]}} | more
        return Suggestion.objects.create(
            kind=kind, case=case, target_kind=target.kind, target_id=target.id, **given
        )  # fmt: skip

    return made


@pytest.fixture
def incident(checkout: Service, alice: User) -> Incident:
    return declare_incident(title="Checkout is down", services=[checkout], by=alice.actor, page=False)
