"""An incident with two cases, Alice's and Bob's, and a question of Omar about it."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import NOBODY, account, contact

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.models import Team, User
from andon.questions.actions.ask_question import ask_question
from andon.questions.models import Ask, Question
from andon.questions.question_in import QuestionIn

Report = Callable[..., Case]
WHICH = QuestionIn(text="Which wallet?", kind="choice", choices=["Teapot", "PayNow"], customers=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def report(care: Team, dana: Contact) -> Report:
    """`report(alice)` opens a case that she owns; of another account when a name is given."""

    def make(owner: User | None, name: str = "") -> Case:
        who = contact(f"{name} Person", f"info@{name}.example", account(name, name)) if name else dana
        given = CaseIn(
            title="Checkout hangs", body="x", contact=who, team=care, owner=owner, verified=True, receipt=False
        )
        return open_case(given, by=NOBODY)

    return make


@pytest.fixture
def cases(report: Report, alice: User, bob: User) -> list[Case]:
    return [report(alice), report(bob, "boreal")]


@pytest.fixture
def incident(cases: list[Case], checkout: Service, alice: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor, page=False)


@pytest.fixture
def question(incident: Incident, omar: User) -> Question:
    return ask_question(incident, WHICH, by=omar.actor)


@pytest.fixture
def ask(question: Question, cases: list[Case]) -> Ask:
    """Of Alice's case."""
    return Ask.objects.get(question=question, case=cases[0])
