"""What an agent passed on: buttons on her case's page, her own only, once, in her language."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import account, contact

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.links import make_link
from andon.people.models import Team, User
from andon.questions.actions.ask_question import ask_question
from andon.questions.actions.close_question import close_question
from andon.questions.actions.pass_to_customer import pass_to_customer
from andon.questions.models import Answer, Ask, Question
from andon.questions.question_in import QuestionIn, Translation

from .conftest import text_of

WHICH = QuestionIn(
    text="Which wallet?",
    kind="choice",
    choices=["Teapot", "PayNow"],
    customers=True,
    translations={"de": Translation(text="Welche Wallet?", choices=["Teekanne", "PayNow"])},
)


def link_of(case: Case, who: Contact) -> str:
    return f"/my/{make_link('portal_case', case.subject, who.actor, timedelta(days=1))}/"


def asked(incident: Incident, case: Case, omar: User, alice: User, given: QuestionIn = WHICH) -> Ask:
    question = ask_question(incident, given, by=omar.actor)
    return pass_to_customer(Ask.objects.get(question=question, case=case), by=alice.actor, send_now=True)


@pytest.fixture
def case(dana: Contact, care: Team, alice: User) -> Case:
    return open_case(CaseIn(title="It hangs", body="x", contact=dana, team=care, owner=alice), by=dana.actor)


@pytest.fixture
def incident(case: Case, checkout: Service, alice: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=alice.actor, page=False)


def test_a_button_answers_and_it_stands_in_her_thread(
    case: Case, incident: Incident, omar: User, alice: User, dana: Contact
) -> None:
    ask, link, her = asked(incident, case, omar, alice), link_of(case, dana), Client()
    shown = text_of(her.get(link))
    assert "Which wallet?" in shown
    assert 'name="value" value="Teapot"' in shown
    assert not Answer.objects.exists()
    url = f"{link}answer/{ask.id}/"
    assert her.get(url).status_code == 405
    for _twice in range(2):
        assert her.post(url, {"value": "Teapot"}).status_code == 302
    answer = Answer.objects.get()
    assert (answer.value, answer.via, answer.given_by) == ("Teapot", "customer", dana.actor.key)
    assert Message.objects.filter(channel="portal", body="Which wallet?\nTeapot").count() == 1
    case.refresh_from_db()
    assert (case.status, case.verified) == ("open", True)
    again = text_of(her.get(link))
    assert "You answered: <b" in again
    assert "Change the answer" in again
    her.post(url, {"cannot_tell": "1"})
    assert "You said that you cannot tell" in text_of(her.get(link))
    assert Answer.objects.count() == 2


def test_only_what_was_passed_on_to_her(
    case: Case, incident: Incident, omar: User, alice: User, dana: Contact, care: Team
) -> None:
    question = ask_question(incident, WHICH, by=omar.actor)
    ask, her = Ask.objects.get(question=question, case=case), Client()
    assert "Which wallet" not in text_of(her.get(link_of(case, dana)))
    her.post(f"{link_of(case, dana)}answer/{ask.id}/", {"value": "Teapot"})
    assert not Answer.objects.exists()
    pass_to_customer(ask, by=alice.actor, send_now=True)
    eve = contact("Eve Novak", "eve@other.example", account("other", "Other"))
    hers = open_case(CaseIn(title="Mine", body="x", contact=eve, team=care), by=eve.actor)
    assert "Which wallet" not in text_of(Client().get(link_of(hers, eve)))
    Client().post(f"{link_of(hers, eve)}answer/{ask.id}/", {"value": "Teapot"})
    assert not Answer.objects.exists()
    # Merged into somebody else's, her page shows nothing of theirs.
    other = open_case(CaseIn(title="Also", body="x", contact=eve, team=care), by=eve.actor)
    merge_cases([other], into=case, by=alice.actor, across_customers=True, why="One matter")
    other.refresh_from_db()
    assert "Which wallet" not in text_of(Client().get(link_of(other, eve)))


def test_typed_and_wrong_it_is_shown_again(
    case: Case, incident: Incident, omar: User, alice: User, dana: Contact
) -> None:
    ask = asked(incident, case, omar, alice, QuestionIn(text="How many?", kind="number", customers=True))
    link = link_of(case, dana)
    refused = Client().post(f"{link}answer/{ask.id}/", {"value": '<b>"many'})
    assert refused.status_code == 422
    assert "This is a number." in text_of(refused)
    assert 'value="&lt;b&gt;&quot;many"' in text_of(refused)
    for bad in ("a\0", "", "9" * 400):
        assert Client().post(f"{link}answer/{ask.id}/", {"value": bad}).status_code == 422
    Client().post(f"{link}answer/{ask.id}/", {"value": "64"})
    assert Answer.objects.get().value == 64


def test_several_and_yes_or_no(case: Case, incident: Incident, omar: User, alice: User, dana: Contact) -> None:
    several = QuestionIn(text="Where?", kind="choices", choices=["Till", "Web"], customers=True)
    either = QuestionIn(text="Is it on all?", kind="yes_no", customers=True)
    link = link_of(case, dana)
    for given, typed, value in ((several, {"value": ["Web"]}, ["Web"]), (either, {"value": "no"}, False)):
        ask = asked(incident, case, omar, alice, given)
        assert given.text in text_of(Client().get(link))
        Client().post(f"{link}answer/{ask.id}/", typed)
        assert Answer.objects.get(to=ask).value == value


def test_when_it_is_over_that_is_said(case: Case, incident: Incident, omar: User, alice: User, dana: Contact) -> None:
    ask, link = asked(incident, case, omar, alice), link_of(case, dana)
    close_question(Question.objects.get(), by=omar.actor)
    her = Client()
    assert "Which wallet?" not in text_of(her.get(link)).split('id="thread"')[0]
    late = her.post(f"{link}answer/{ask.id}/", {"value": "Teapot"}, follow=True)
    assert "This question is over" in text_of(late)
    assert not Answer.objects.exists()


def test_in_her_language(case: Case, incident: Incident, omar: User, alice: User, dana: Contact) -> None:
    Case.objects.filter(id=case.id).update(locale="de")
    case.refresh_from_db()
    asked(incident, case, omar, alice)
    shown = text_of(Client().get(link_of(case, dana)))
    assert "Welche Wallet?" in shown
    assert 'value="Teapot" dir="auto">Teekanne<' in shown
    assert "Ich kann es nicht sagen" in shown
