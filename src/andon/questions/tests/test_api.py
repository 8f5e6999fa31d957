"""The same acts for programs: asked, answered, passed on, closed; who may; bad input by the name of its field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.doors import Caller

from andon.cases.models import Case
from andon.catalog.actions.put_brand import put_brand
from andon.customers.models import Account, AttributeDefinition
from andon.incidents.models import Incident
from andon.kit import clock
from andon.people.models import User
from andon.questions.models import Answer, Ask, Question

Api = Callable[..., Caller]
GIVEN = {"text": "Which wallet?", "kind": "choice", "choices": ["Teapot", "PayNow"]}


@pytest.fixture
def engineer(api: Api, omar: User) -> Caller:
    return api(omar)


@pytest.fixture
def agent(api: Api, alice: User) -> Caller:
    return api(alice)


def test_asked_once_answered_and_read(
    engineer: Caller, agent: Caller, incident: Incident, cases: list[Case], alice: User
) -> None:
    path = f"/incidents/{incident.ref}/ask_question"
    more = {
        "customers": True,
        "open_until": (clock.now() + timedelta(hours=1)).isoformat(),
        "translations": {"de": {"text": "Welche?", "choices": ["Teekanne", "PayNow"]}},
    }
    for _twice in range(2):
        made = engineer.post(path, GIVEN | more, key="once")
        assert made.status_code == 201
    question = made.json()
    assert Question.objects.count() == 1
    assert (question["text"], question["translations"], question["key"]) == (
        "Which wallet?",
        {"de": "Welche?"},
        "question-1",
    )
    assert [one["id"] for one in engineer.get(f"/incidents/{incident.ref}/questions").json()] == [question["id"]]
    (mine,) = agent.get("/asks").json()["items"]
    assert (mine["case"], mine["state"], mine["choices"]) == (cases[0].ref, "waits", ["Teapot", "PayNow"])
    for _twice in range(2):
        answered = agent.post(f"/asks/{mine['id']}/answer_question", {"value": "Teapot"})
        assert (answered.status_code, answered.json()["state"]) == (200, "answered")
    assert answered.json()["answer"]["given_by"] == alice.actor.key
    assert Answer.objects.count() == 1
    assert agent.get("/asks").json()["items"] == []
    assert [one["state"] for one in agent.get(f"/cases/{cases[0].ref}/asks").json()] == ["answered"]
    read = engineer.get(f"/questions/{question['id']}").json()
    assert (read["asked"], read["answered"], read["passed"]) == (2, 1, 0)
    assert read["rows"][0] == {"words": "Teapot", "count": 1, "accounts": 1, "share": 100}
    assert len(engineer.get(f"/questions/{question['id']}/asks").json()["items"]) == 2
    assert agent.post(f"/asks/{mine['id']}/answer_question", {"cannot_tell": True}).json()["state"] == "cannot_tell"


def test_passed_closed_opened_and_withdrawn(engineer: Caller, agent: Caller, ask: Ask, question: Question) -> None:
    passed = agent.post(f"/asks/{ask.id}/pass_to_customer", {"body": "Dana, which one was it?"})
    assert (passed.status_code, passed.json()["state"]) == (200, "passed")
    path = f"/questions/{question.id}"
    assert engineer.post(f"{path}/close_question").json()["status"] == "closed"
    assert agent.post(f"/asks/{ask.id}/answer_question", {"value": "Teapot"}).status_code == 409
    until = (clock.now() + timedelta(hours=1)).isoformat()
    assert engineer.post(f"{path}/reopen_question", {"open_until": until}).json()["status"] == "open"
    assert engineer.get(path).json()["passed"] == 1
    assert engineer.post(f"{path}/withdraw_question").json()["status"] == "withdrawn"
    assert engineer.post(f"{path}/reopen_question", {}).status_code == 409


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "a\ud800b"}, "text"),
        ({"kind": "colour"}, "kind"),
        ({"choices": []}, "choices"),
        ({"attribute": "nothing"}, "attribute"),
        ({"open_until": "2020-01-01T00:00:00Z"}, "open_until"),
        ({"open_until": "9999-12-31T23:59:00-05:00"}, "open_until"),
        ({"open_until": "2027-01-01T10:00:00"}, "open_until"),
        ({"translations": {"xx": {"text": "?"}}}, "translations"),
    ],
)
def test_bad_input_names_its_field(engineer: Caller, incident: Incident, bad: dict[str, Any], field: str) -> None:
    refused = engineer.post(f"/incidents/{incident.ref}/ask_question", GIVEN | bad)
    assert refused.status_code == 422
    assert {error["field"].split(".")[0] for error in refused.json()["errors"]} == {field}
    assert not Question.objects.exists()


@pytest.mark.parametrize("value", ["Apple", 5, None, ["Teapot"], {"a": 1}, "x" * 100_000])
def test_a_bad_answer_is_refused(agent: Caller, ask: Ask, value: Any) -> None:
    refused = agent.post(f"/asks/{ask.id}/answer_question", {"value": value})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["value"]
    both = agent.post(f"/asks/{ask.id}/answer_question", {"value": "Teapot", "cannot_tell": True})
    assert both.status_code == 422


def test_who_may(
    api: Api, incident: Incident, ask: Ask, question: Question, alice: User, charlie: User, rita: User, omar: User
) -> None:
    asking, answering = f"/incidents/{incident.ref}/ask_question", f"/asks/{ask.id}/answer_question"
    for user, asks, answers in ((alice, 403, 200), (charlie, 403, 404), (rita, 403, 404), (omar, 201, 403)):
        caller = api(user)
        assert caller.post(asking, GIVEN).status_code == asks, user.name
        assert caller.post(answering, {"value": "Teapot"}).status_code == answers, user.name
        assert caller.post(f"/asks/{ask.id}/pass_to_customer").status_code == (409 if user == alice else answers)
    assert api(alice).post(f"/questions/{question.id}/close_question").status_code == 403
    assert api(rita).get(f"/questions/{question.id}").status_code == 404
    assert api(charlie).get(f"/questions/{question.id}/asks").json()["items"] == []
    assert api(charlie).get(f"/cases/{ask.case.ref}/asks").status_code == 404
    assert api(charlie).get("/asks").json()["items"] == []
    assert api(alice).post(f"/questions/{question.id}/keep_answers").status_code == 403


def test_a_question_is_not_done_or_waived_as_an_obligation(agent: Caller, ask: Ask) -> None:
    (owed,) = [one for one in agent.get(f"/cases/{ask.case.ref}/obligations").json() if one["kind"] == "answer"]
    path = f"/cases/{ask.case.ref}/obligations/{owed['id']}"
    assert agent.post(f"{path}/meet_obligation").status_code == 409
    assert agent.post(f"{path}/waive_obligation", {"why": "x"}).status_code == 409


def test_answers_are_kept_and_brands_refuse(
    api: Api, engineer: Caller, agent: Caller, incident: Incident, ada: User, mei: User, cases: list[Case]
) -> None:
    AttributeDefinition.objects.create(key="wallet", label="Wallet", kind="cat")
    question = engineer.post(f"/incidents/{incident.ref}/ask_question", GIVEN | {"attribute": "wallet"}).json()
    ask = Ask.objects.get(case=cases[0])
    agent.post(f"/asks/{ask.id}/answer_question", {"value": "Teapot"})
    assert api(mei).post(f"/questions/{question['id']}/keep_answers").json() == {"changed": 1}
    assert Account.objects.get(external_id="acme").attributes == {"wallet": "Teapot"}
    put_brand(slug="main", name="Main", by=NOBODY)
    put = {"brand": "main", "customers": False}
    assert api(mei).post("/brand_asking/let_customers_be_asked", put).status_code == 403
    assert api(ada).post("/brand_asking/let_customers_be_asked", put).json() == put
    assert api(mei).get("/brand_asking").json() == [put]
    bad = api(ada).post("/brand_asking/let_customers_be_asked", put | {"brand": "none"})
    assert [error["field"] for error in bad.json()["errors"]] == ["brand"]
