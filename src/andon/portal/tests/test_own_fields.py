"""What customers are asked about their kind of matter, without scripts."""

import pytest
from django.test import Client

from andon.cases.models import Case
from andon.cases.tests.types import complaint, make_field, make_type

pytestmark = pytest.mark.django_db
REPORT = {"body": "It came late", "name": "Dana", "email": "dana@acme.example", "nonce": "0" * 32}
ASKED = "field-complaint-wrong field-complaint-since"


def test_one_type_asks_its_fields_and_what_an_answer_calls_up() -> None:
    complaint(in_portal=True)
    client = Client()
    shown = client.get("/help/").content.decode()
    assert "field-complaint-wrong" in shown
    assert "field-complaint-cost" not in shown
    assert "What kind of matter" not in shown
    first = client.post("/help/", REPORT | {"field-complaint-wrong": "broken", "asked": ASKED})
    assert first.status_code == 422
    assert "One more question" in first.content.decode()
    assert "was not sent yet" not in first.content.decode()
    assert "It came late" in first.content.decode()
    asked = ASKED + " field-complaint-part"
    second = client.post("/help/", REPORT | {"field-complaint-wrong": "broken", "asked": asked})
    assert "“Part” is needed." in second.content.decode()
    assert not Case.objects.exists()
    third = REPORT | {"field-complaint-wrong": "broken", "field-complaint-part": "X-1", "asked": asked}
    assert client.post("/help/", third).status_code == 302
    assert Case.objects.get().fields == {"wrong": "broken", "part": "X-1"}


def test_she_chooses_among_types() -> None:
    complaint(in_portal=True)
    question = make_type("question", "Question", in_portal=True, position=1)
    make_field(question, "topic", customer_sees=True, required="always")
    make_type("inside", "Inside")
    client = Client()
    shown = client.get("/help/").content.decode()
    assert "What kind of matter" in shown
    assert "Inside" not in shown
    chosen = REPORT | {"case_type": "question", "asked": ASKED}
    assert "One more question" in client.post("/help/", chosen).content.decode()
    sent = chosen | {"field-question-topic": "Prices", "asked": "field-question-topic"}
    assert client.post("/help/", sent).status_code == 302
    case = Case.objects.get()
    assert (case.case_type, case.fields) == (question, {"topic": "Prices"})
    assert client.post("/help/", REPORT | {"case_type": "inside", "asked": ASKED}).status_code == 422


def test_what_is_bad_is_said_in_her_language_and_nothing_is_lost() -> None:
    complaint(in_portal=True)
    form = REPORT | {"field-complaint-wrong": "late", "field-complaint-since": "gestern", "asked": ASKED}
    answer = Client().post("/help/?language=de", form)
    assert answer.status_code == 422
    assert "Hier steht ein Tag" in answer.content.decode()
    assert "It came late" in answer.content.decode()
    bad = form | {"field-complaint-since": "2026-11-01", "field-complaint-wrong": "lost\0"}
    assert Client().post("/help/", bad).status_code == 422


def test_the_same_form_sent_again_is_one_report() -> None:
    complaint(in_portal=True)
    form = REPORT | {"field-complaint-wrong": "late", "asked": ASKED}
    for _time in range(2):
        assert Client().post("/help/", form).status_code == 302
    assert Case.objects.count() == 1
