import pytest
from conftest import MoveClock
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.contracts.models import Contract
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.models import Team, User

from .signed import put


@pytest.fixture
def gold(acme: Account, move_clock: MoveClock) -> Contract:
    return put(acme, external_id="gold")


@pytest.fixture
def hangs(
    gold: Contract, dana: Contact, care: Team, alice: User, checkout: Service, relay: MailRelay, move_clock: MoveClock
) -> Incident:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, verified=True, receipt=False)
    incident = declare_incident(
        title="It hangs", services=[checkout], cases=[open_case(given, by=dana.actor)], by=alice.actor, page=False
    )
    move_clock.forward(minutes=50)
    return incident
