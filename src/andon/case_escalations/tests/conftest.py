"""A case of Care that Alice owns, and a policy that pages Mei, then Ines."""

from collections.abc import Callable

import pytest
from conftest import MoveClock
from django.test import Client
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay

from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.case_escalations.models import EscalationKind
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.people.models import Team, User

Report = Callable[..., Case]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def report(care: Team, dana: Contact, move_clock: MoveClock, relay: MailRelay) -> Report:
    def make(title: str = "Parcel broken", *, owner: User | None = None, team: Team | None = care) -> Case:
        given = CaseIn(title=title, body="Broken.", contact=dana, team=team, owner=owner, receipt=False, verified=True)
        return open_case(given, by=NOBODY)

    return make


@pytest.fixture
def case(report: Report, alice: User) -> Case:
    return report(owner=alice)


@pytest.fixture
def management(db: None) -> EscalationKind:
    """Without a policy: Care's leads are told."""
    return EscalationKind.objects.get(slug="management")


@pytest.fixture
def paging_management(care: Team, mei: User) -> EscalationKind:
    """Mei is paged; after ten minutes without an answer the director is."""
    director = person("Dora Dahl", ("lead", None))
    steps = [StepIn(targets=[mei], wait_minutes=10), StepIn(targets=[director], wait_minutes=10)]
    policy = put_policy(slug="managers", name="Managers", team=care, steps=steps, by=NOBODY, repeat=0)
    return put_escalation_kind("management", name="Management", policy=policy, answer_minutes=15, by=NOBODY)
