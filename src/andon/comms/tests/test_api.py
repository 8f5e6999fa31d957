from collections.abc import Callable

import pytest
from tests.cast import NOBODY
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.people.models import Team, User

Api = Callable[..., Caller]


@pytest.fixture
def path(dana: Contact, care: Team, alice: User, checkout: Service) -> str:
    given = CaseIn(title="Checkout hangs", body="It hangs", contact=dana, team=care, verified=True, receipt=False)
    case = open_case(given, by=NOBODY)
    made = declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=alice.actor, page=False)
    return f"/incidents/{made.ref}"


@pytest.fixture
def agent(api: Api, alice: User) -> Caller:
    return api(alice)


def test_an_update_is_written_previewed_and_sent_at_once(
    agent: Caller, path: str, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    written = agent.post(f"{path}/write_update", {"texts": {"en": "Hello {first name}"}})
    assert written.status_code == 201
    planned = agent.get(f"{path}/updates/1/preview").json()
    assert [letter["body"] for letter in planned["letters"]] == ["Hello Dana"]
    assert agent.post(f"{path}/updates/1/send_update", {"digest": "old"}).status_code == 409
    assert agent.post(f"{path}/updates/1/send_update", {"digest": planned["digest"]}).json()["state"] == "sent"
    run_due_work()
    assert len(relay.to("dana@acme.example")) == 1
    assert agent.get(f"{path}/coverage").json()["percent"] == 100
    assert agent.post(f"{path}/updates/1/withdraw_update").status_code == 409
    assert [one["state"] for one in agent.get(f"{path}/recipients").json()] == ["told"]
    assert agent.get(f"{path}/updates/1").json()["texts"] == {"en": "Hello {first name}"}
    assert len(agent.get(f"{path}/updates").json()) == 1


def test_who_cannot_be_reached_is_waived_or_told_by_hand(
    agent: Caller, path: str, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    relay.behave = "refuse"
    agent.post(f"{path}/write_update", {"texts": {"en": "Hello"}})
    digest = agent.get(f"{path}/updates/1/preview").json()["digest"]
    agent.post(f"{path}/updates/1/send_update", {"digest": digest})
    (recipient,) = agent.get(f"{path}/recipients").json()
    hers = f"{path}/recipients/{recipient['id']}"
    assert agent.post(f"{hers}/tell_by_hand").status_code == 409
    run_due_work()
    assert agent.get(f"{path}/recipients", state="failed").json()[0]["id"] == recipient["id"]
    assert agent.post(f"{hers}/waive_recipient", {"why": ""}).status_code == 422
    assert agent.post(f"{hers}/tell_by_hand").json()["state"] == "told"
    assert agent.post(f"{hers}/waive_recipient", {"why": "called her"}).json()["state"] == "told"


def test_refusals(api: Api, agent: Caller, path: str, omar: User, rita: User) -> None:
    assert agent.post(f"{path}/write_update", {"texts": {"en": "Hello {password}"}}).status_code == 422
    assert agent.post(f"{path}/write_update", {"texts": {}}).status_code == 422
    assert agent.get(f"{path}/updates/99").status_code == 404
    assert agent.get(f"{path}/updates/99999999").status_code == 404
    for user in (omar, rita):
        assert api(user).post(f"{path}/write_update", {"texts": {"en": "x"}}).status_code == 403
        assert api(user).get(f"{path}/recipients").status_code == 403
        assert api(user).get(f"{path}/coverage").status_code == 200
