"""A question at the case: answered by a press, typed, corrected, passed on; and who may."""

import pytest
from django.test import Client
from tests.cast import NOBODY

from andon.cases.models import Case
from andon.catalog.actions.put_brand import put_brand
from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.people.models import User
from andon.questions.actions.ask_question import ask_question
from andon.questions.actions.close_question import close_question
from andon.questions.actions.let_customers_be_asked import let_customers_be_asked
from andon.questions.models import Answer, Ask, Question
from andon.questions.question_in import QuestionIn
from andon.questions.tests.conftest import Report, signed_in


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


def at(ask: Ask, verb: str = "") -> str:
    return f"/cases/{ask.case.ref}/asks/{ask.id}/" + (f"{verb}/" if verb else "")


def test_one_press_on_the_case_answers(agent: Client, ask: Ask, alice: User) -> None:
    case = f"/cases/{ask.case.ref}/"
    shown = agent.get(case).content.decode()
    assert 'name="value" value="Teapot" data-key="1"' in shown
    assert 'name="cannot_tell" value="1" data-key="0"' in shown
    answered = agent.post(at(ask, "answer_question"), {"value": "Teapot", "back": case})
    assert (answered.status_code, answered["Location"]) == (302, case)
    ask.refresh_from_db()
    assert ask.answer
    assert (ask.answer.value, ask.answer.given_by, ask.answer.via) == ("Teapot", alice.actor.key, "agent")
    after = agent.get(case).content.decode()
    assert 'data-key="1"' not in after
    assert "Correct it" in after
    agent.post(at(ask, "answer_question"), {"cannot_tell": "1"})
    assert Answer.objects.count() == 2
    assert agent.get(at(ask)).status_code == 200
    assert agent.get(at(ask, "answer_question")).status_code == 405


def test_the_inbox_says_that_a_question_waits(agent: Client, ask: Ask) -> None:
    assert "1 question waits" in agent.get("/inbox/?view=mine").content.decode()
    assert "1 question waits" in agent.get("/inbox/?filter=is:asked").content.decode()
    assert at(ask, "answer_question") in agent.get(f"/inbox/?case={ask.case.ref}").content.decode()
    agent.post(at(ask, "answer_question"), {"value": "Teapot"})
    assert "question waits" not in agent.get("/inbox/?view=mine").content.decode()


def test_it_is_not_owed_to_the_customer_and_not_done_by_a_tick(agent: Client, ask: Ask) -> None:
    shown = agent.get(f"/cases/{ask.case.ref}/").content.decode()
    assert "Owed to her" not in shown
    tick = agent.post(f"/cases/{ask.case.ref}/owed/{ask.obligation_id}/meet_obligation/")
    assert tick.status_code in (302, 404)
    ask.refresh_from_db()
    assert ask.obligation
    assert ask.obligation.state == "owed"


def test_what_is_typed_and_wrong_is_shown_again(
    agent: Client, incident: Incident, omar: User, cases: list[Case]
) -> None:
    question = ask_question(incident, QuestionIn(text="How many tablets?", kind="number"), by=omar.actor)
    ask = Ask.objects.get(question=question, case=cases[0])
    assert "Answer…" in agent.get(f"/cases/{ask.case.ref}/").content.decode()
    refused = agent.post(at(ask, "answer_question"), {"value": "sixty"})
    assert refused.status_code == 422
    assert 'value="sixty"' in refused.content.decode()
    assert "This is a number." in refused.content.decode()
    assert agent.post(at(ask, "answer_question"), {}).status_code == 422
    assert agent.post(at(ask, "answer_question"), {"value": "64"}).status_code == 302
    assert Answer.objects.get().value == 64


def test_several_are_ticked(agent: Client, incident: Incident, omar: User, cases: list[Case]) -> None:
    given = QuestionIn(text="Where?", kind="choices", choices=["Till", "Tablet", "Web"])
    ask = Ask.objects.get(question=ask_question(incident, given, by=omar.actor), case=cases[0])
    assert agent.post(at(ask, "answer_question"), {"value": ["Web", "Till"]}).status_code == 302
    assert Answer.objects.get().value == ["Till", "Web"]


def test_passed_on_by_one_press_or_in_other_words(agent: Client, ask: Ask, report: Report, alice: User) -> None:
    assert "Ask Dana" in agent.get(f"/cases/{ask.case.ref}/").content.decode()
    proposed = agent.get(at(ask, "pass_to_customer")).content.decode()
    assert "Hello Dana," in proposed
    assert agent.post(at(ask, "pass_to_customer"), {"body": " "}).status_code == 422
    assert agent.post(at(ask, "pass_to_customer")).status_code == 302
    ask.refresh_from_db()
    assert ask.state == "passed"
    assert Message.objects.get(id=ask.passed_in).body.startswith("Hello Dana,")
    assert "Ask Dana" not in agent.get(f"/cases/{ask.case.ref}/").content.decode()


def test_a_brand_may_not_be_asked(agent: Client, ask: Ask, ada: User, alice: User, mei: User) -> None:
    brand = put_brand(slug="main", name="Main", portal_name="Main", by=NOBODY)
    url = "/settings/questions/main/let_customers_be_asked/"
    assert agent.post(url, {"customers": "no"}).status_code == 403
    assert signed_in(mei).post(url, {"customers": "no"}).status_code == 403
    assert signed_in(ada).post(url, {"customers": "no"}).status_code == 302
    # The default brand: cases without one are its.
    assert "Ask Dana" not in agent.get(f"/cases/{ask.case.ref}/").content.decode()
    agent.post(at(ask, "pass_to_customer"))
    ask.refresh_from_db()
    assert ask.state == "waits"
    assert "Customers of this brand are not asked" in agent.get(at(ask, "pass_to_customer")).content.decode()
    assert "are not asked" in signed_in(mei).get("/settings/questions/").content.decode()
    let_customers_be_asked(brand, customers=True, by=ada.actor)
    assert "Ask Dana" in agent.get(f"/cases/{ask.case.ref}/").content.decode()


def test_over_is_said(agent: Client, ask: Ask, question: Question, omar: User) -> None:
    close_question(question, by=omar.actor)
    assert "no longer asked" in agent.get(at(ask)).content.decode()
    assert agent.post(at(ask, "answer_question"), {"value": "Teapot"}).status_code == 422
    assert not Answer.objects.exists()


def test_who_may_answer(ask: Ask, bob: User, mei: User, charlie: User, omar: User, rita: User) -> None:
    """Whoever may write in the case; engineers read it by the incident's grant, and ask."""
    for user, status in ((bob, 302), (mei, 302), (charlie, 404), (omar, 403), (rita, 403)):
        answer = signed_in(user).post(at(ask, "answer_question"), {"value": "Teapot"})
        assert answer.status_code == status, user.name
        passed = signed_in(user).post(at(ask, "pass_to_customer"))
        assert passed.status_code == status, user.name
    shown = signed_in(omar).get(f"/cases/{ask.case.ref}/").content.decode()
    assert 'name="value"' not in shown


def test_an_ask_of_another_case_is_not_found(agent: Client, ask: Ask, cases: list[Case]) -> None:
    other = f"/cases/{cases[1].ref}/asks/{ask.id}/answer_question/"
    assert agent.post(other, {"value": "Teapot"}).status_code == 404
    assert agent.post(f"/cases/{ask.case.ref}/asks/{ask.question_id}/answer_question/", {}).status_code == 404
