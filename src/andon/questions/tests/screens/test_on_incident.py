"""A question at the incident: asked, its answers, exported, closed; and who may."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from andon.cases.models import Case
from andon.customers.models import Account, AttributeDefinition
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.take_duty import take_duty
from andon.incidents.models import Incident
from andon.kit import clock
from andon.people.models import User
from andon.questions.actions.answer_question import answer_question
from andon.questions.actions.ask_question import ask_question
from andon.questions.models import Ask, Question
from andon.questions.question_in import QuestionIn
from andon.questions.tests.conftest import Report, signed_in
from andon.work.engine.inline import run_due_work

TYPED = {"text": "Which wallet?", "kind": "choice", "choices": "Teapot\r\nPayNow\r\n"}


@pytest.fixture
def engineer(omar: User) -> Client:
    return signed_in(omar)


def one(question: Question, verb: str = "") -> str:
    return f"/incidents/{question.incident.ref}/questions/{question.id}/" + verb


def test_it_is_asked_from_the_incident(engineer: Client, incident: Incident) -> None:
    assert "Ask the linked cases" in engineer.get(f"/incidents/{incident.ref}/").content.decode()
    url = f"/incidents/{incident.ref}/ask_question/"
    assert "It goes to 2 cases now" in engineer.get(url).content.decode()
    until = timezone.localtime(clock.now() + timedelta(hours=2))
    more = {
        "customers": "on",
        "open_until": f"{until:%Y-%m-%dT%H:%M}",
        "text_de": "Welche?",
        "choices_de": "Teekanne\nPayNow",
    }
    asked = engineer.post(url, TYPED | more)
    question = Question.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, one(question))
    assert question.texts == {"": "Which wallet?", "de": "Welche?"}
    assert question.choices[0] == {"code": "Teapot", "labels": {"de": "Teekanne"}}
    assert question.customers
    assert question.open_until
    shown = engineer.get(f"/incidents/{incident.ref}/").content.decode()
    assert "0 of 2 answered" in shown
    assert "The answers" in shown


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"text": ""}, "This field is required"),
        ({"text": "a\x07"}, "control characters"),
        ({"kind": "colour"}, "Select a valid choice"),
        ({"choices": "Teapot"}, "two or more"),
        ({"open_until": "2020-01-01T00:00"}, "in the past"),
        ({"choices_de": "Nur eine"}, "Translate each choice"),
        ({"attribute": "account:nothing"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    engineer: Client, incident: Incident, bad: dict[str, str], words: str
) -> None:
    refused = engineer.post(f"/incidents/{incident.ref}/ask_question/", TYPED | bad)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    if "choices" not in bad:
        assert "PayNow" in refused.content.decode()
    assert not Question.objects.exists()


def test_who_may_ask(
    incident: Incident, alice: User, bob: User, mei: User, omar: User, charlie: User, rita: User, question: Question
) -> None:
    """Engineers, leads, and the agent who leads the incident."""
    url = f"/incidents/{incident.ref}/ask_question/"
    for user, status in ((omar, 302), (mei, 302), (alice, 403), (bob, 403), (charlie, 403), (rita, 403)):
        assert signed_in(user).post(url, TYPED).status_code == status, user.name
        assert signed_in(user).post(one(question, "close_question/")).status_code == status, user.name
    take_duty(incident, user=bob, kind="commander", by=mei.actor)
    assert signed_in(bob).post(url, TYPED).status_code == 302
    assert signed_in(bob).post(one(question, "reopen_question/"), {}).status_code == 302
    assert "Ask the linked cases" not in signed_in(alice).get(f"/incidents/{incident.ref}/").content.decode()
    assert signed_in(alice).get(one(question)).status_code == 200
    assert signed_in(rita).get(one(question)).status_code == 403
    assert "Which wallet" not in signed_in(rita).get(f"/incidents/{incident.ref}/").content.decode()


def test_the_table_and_who_is_missing(
    engineer: Client, question: Question, ask: Ask, alice: User, charlie: User
) -> None:
    answer_question(ask, by=alice.actor, value="Teapot")
    shown = engineer.get(one(question)).content.decode()
    assert "1 of 2 answered" in shown
    assert "Acme Outdoor" in shown
    assert "waits for Bob Keller" in shown
    # Who does not see the cases sees the figures.
    elsewhere = signed_in(charlie).get(one(question)).content.decode()
    assert "1 of 2 answered" in elsewhere
    assert "Acme Outdoor" not in elsewhere
    assert "Bob Keller" not in elsewhere


def test_the_export_is_no_formula_and_names_only_what_she_sees(
    engineer: Client, incident: Incident, omar: User, alice: User, charlie: User, cases: list[Case]
) -> None:
    question = ask_question(incident, QuestionIn(text="What?", kind="text"), by=omar.actor)
    ask = Ask.objects.get(question=question, case=cases[0])
    answer_question(ask, by=alice.actor, value='=HYPERLINK("http://evil.example")')
    answer = engineer.get(one(question, "answers.csv"))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["Case"] for row in rows] == [case.ref for case in cases]
    assert rows[0]["Answer"].startswith("'=HYPERLINK")
    assert (rows[0]["Answered by"], rows[1]["State"]) == ("Alice Moreau", "not answered yet")
    elsewhere = signed_in(charlie).get(one(question, "answers.csv")).content.decode()
    assert "Acme" not in elsewhere
    assert "Alice" not in elsewhere


def test_hostile_words_stay_text(incident: Incident, omar: User, alice: User, cases: list[Case]) -> None:
    evil = "<script>alert(1)</script>"
    question = ask_question(incident, QuestionIn(text=evil, kind="text", customers=True), by=omar.actor)
    ask = Ask.objects.get(question=question, case=cases[0])
    answer_question(ask, by=alice.actor, value=evil)
    for path in (one(question), f"/incidents/{incident.ref}/", f"/cases/{cases[0].ref}/", "/questions/"):
        shown = signed_in(alice).get(path).content.decode()
        assert "<script>alert" not in shown, path
    assert "alert(1)" in signed_in(alice).get(one(question)).content.decode()


def test_closed_opened_again_withdrawn(engineer: Client, question: Question) -> None:
    assert engineer.get(one(question, "close_question/")).status_code == 405
    engineer.post(one(question, "close_question/"))
    assert "Ask again who has not answered" in engineer.get(one(question)).content.decode()
    late = engineer.post(one(question, "reopen_question/"), {"open_until": "2020-01-01T00:00"})
    assert late.status_code == 422
    assert "in the past" in late.content.decode()
    engineer.post(one(question, "reopen_question/"), {})
    assert Question.objects.get().is_open
    engineer.post(one(question, "withdraw_question/"))
    shown = engineer.get(one(question)).content.decode()
    assert "What now" not in shown
    assert engineer.post(one(question, "close_question/")).status_code == 302
    assert Question.objects.get().status == "withdrawn"


def test_a_lead_keeps_the_answers(
    engineer: Client, incident: Incident, omar: User, mei: User, alice: User, cases: list[Case]
) -> None:
    AttributeDefinition.objects.create(key="wallet", label="Wallet", kind="cat")
    engineer.post(f"/incidents/{incident.ref}/ask_question/", TYPED | {"attribute": "account:wallet"})
    question = Question.objects.get()
    answer_question(Ask.objects.get(case=cases[0]), by=alice.actor, value="Teapot")
    assert engineer.post(one(question, "keep_answers/")).status_code == 403
    assert "Keep the answers as Wallet" in signed_in(mei).get(one(question)).content.decode()
    assert signed_in(mei).post(one(question, "keep_answers/")).status_code == 302
    assert Account.objects.get(external_id="acme").attributes == {"wallet": "Teapot"}


def test_lists_ask_no_query_a_row(
    engineer: Client,
    incident: Incident,
    question: Question,
    cases: list[Case],
    report: Report,
    alice: User,
    omar: User,
) -> None:
    def count(client: Client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    agent = signed_in(alice)
    paths = [
        (engineer, one(question)),
        (engineer, one(question, "answers.csv")),
        (agent, "/questions/"),
        (engineer, f"/incidents/{incident.ref}/"),
    ]
    answer_question(Ask.objects.get(question=question, case=cases[1]), by=alice.actor, value="Teapot")
    # From five reporters on the incident's screen says more, whatever their number.
    link_cases(incident, [report(alice, f"first{n}") for n in range(5)], by=alice.actor)
    run_due_work()
    before = [count(client, path) for client, path in paths]
    more = [report(alice, f"shop{n}") for n in range(6)]
    link_cases(incident, more, by=alice.actor)
    run_due_work()
    ask_question(incident, QuestionIn(text="More?", kind="yes_no"), by=omar.actor)
    for ask in Ask.objects.filter(case__in=more[:3], question=question):
        answer_question(ask, by=alice.actor, value="PayNow")
    assert Ask.objects.count() == 26
    assert [count(client, path) for client, path in paths] == before
