"""Own fields beside a case and when one is opened by hand; and the screens where types are set up."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.grant_access import grant_access
from andon.cases.models import Case, CaseField, CaseType
from andon.cases.tests.conftest import make_case
from andon.cases.tests.types import complaint, make_field
from andon.customers.models import Contact
from andon.people.models import Team, User

from .conftest import Browse


@pytest.fixture
def kind(db: None) -> CaseType:
    return complaint()


@pytest.fixture
def typed(kind: CaseType, alice: User, care: Team, dana: Contact) -> Case:
    return make_case(contact=dana, team=care, owner=alice, case_type=kind, fields={"wrong": "late"})


def at(case: Case) -> str:
    return reverse("cases:set_case_fields", args=[case.ref])


def filled(case: Case, **values: Any) -> dict[str, Any]:
    """The form as the screen shows it, with these changed."""
    shown = {"wrong": "late", "cost": "", "since": "", "refunded": ""} | values
    form = {f"field-complaint-{key}": value for key, value in shown.items()}
    asked = " ".join([*form, "field-complaint-cause"])
    return form | {"case_type": "complaint", "was": json.dumps(case.fields), "asked": asked}


def test_they_are_filled_in_beside_the_case(typed: Case, alice: User, browse: Browse) -> None:
    client = browse(alice)
    text = client.get(reverse("cases:case", args=[typed.ref])).content.decode()
    assert "Save the fields" in text
    answer = client.post(at(typed), filled(typed, cost="12,5", cause=["carrier"], refunded="no"))
    assert answer.status_code == 302
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "late", "cost": 12.5, "cause": ["carrier"], "refunded": False}
    text = client.get(reverse("cases:case", args=[typed.ref])).content.decode()
    assert "You changed: Cause, Cost, Refunded" in text


def test_what_is_wrong_comes_back_at_its_field(typed: Case, alice: User, browse: Browse) -> None:
    answer = browse(alice).post(at(typed), filled(typed, cost="a lot"))
    assert answer.status_code == 422
    assert answer.content.decode().count("This is a number.") == 1
    assert 'value="a lot"' in answer.content.decode()
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "late"}


def test_without_scripts_an_answer_calls_up_the_next_question(typed: Case, alice: User, browse: Browse) -> None:
    client = browse(alice)
    first = client.post(at(typed), filled(typed, wrong="broken"))
    assert first.status_code == 422
    assert "One more question" in first.content.decode()
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "late"}
    again = filled(typed, wrong="broken", part="X-1")
    again["asked"] += " field-complaint-part"
    assert client.post(at(typed), again).status_code == 302
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "broken", "part": "X-1"}


def test_what_a_colleague_changed_meanwhile_stays(typed: Case, alice: User, browse: Browse) -> None:
    form = filled(typed, cost="5")
    Case.objects.filter(id=typed.id).update(fields={"wrong": "late", "since": "2026-11-01"})
    assert browse(alice).post(at(typed), form).status_code == 302
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "late", "since": "2026-11-01", "cost": 5}


def test_who_may(typed: Case, bob: User, charlie: User, rita: User, omar: User, browse: Browse) -> None:
    assert browse(bob).post(at(typed), filled(typed, cost="5")).status_code == 302
    assert browse(charlie).post(at(typed), filled(typed)).status_code == 404
    assert browse(rita).post(at(typed), filled(typed)).status_code == 403
    assert browse(bob).get(at(typed)).status_code == 405
    grant_access([typed], source=typed.subject, why="x", by=NOBODY, users=[omar])
    shown = browse(omar).get(reverse("cases:case", args=[typed.ref])).content.decode()
    assert '<dd dir="auto">Late</dd>' in shown
    assert "Save the fields" not in shown
    assert browse(omar).post(at(typed), filled(typed)).status_code == 403


def test_opened_by_hand(kind: CaseType, alice: User, care: Team, browse: Browse) -> None:
    client, url = browse(alice), reverse("cases:open_case")
    assert "Wrong" in client.get(url).content.decode()
    form = {
        "name": "Eve",
        "email": "eve@other.example",
        "channel": "phone",
        "title": "Late",
        "body": "x",
        "locale": "en",
    }
    asked = "field-complaint-wrong field-complaint-cost field-complaint-since field-complaint-cause"
    form |= {"asked": asked + " field-complaint-refunded", "team": str(care.id), "mine": "on"}
    missing = client.post(url, form)
    assert missing.status_code == 422
    assert "“Wrong” is needed." in missing.content.decode()
    assert client.post(url, form | {"field-complaint-wrong": "late"}).status_code == 302
    assert Case.objects.get().fields == {"wrong": "late"}


def test_types_are_set_up(ada: User, browse: Browse) -> None:
    client, url = browse(ada), reverse("cases:case_types")
    assert client.post(url, {"slug": "No Slug", "labels": "x", "position": 0}).status_code == 422
    made = {"slug": "complaint", "labels": "Complaint", "labels_more": "de: Reklamation", "position": 0}
    assert client.post(url, made | {"in_portal": "on", "channels": ["portal"]}).status_code == 302
    kind = CaseType.objects.get()
    assert (kind.labels, kind.channels) == ({"en": "Complaint", "de": "Reklamation"}, ["portal"])
    one = reverse("cases:put_case_type", args=["complaint"])
    assert client.post(one, {"labels": "Complaints", "position": 0}).status_code == 302
    assert "Complaints" in client.get(url).content.decode()
    assert client.post(reverse("cases:archive_case_type", args=["complaint"])).status_code == 302
    assert "offered no more" in client.get(url).content.decode()
    assert client.get(reverse("cases:put_case_type", args=["none"])).status_code == 404


FIELD = {"key": "wrong", "labels": "What is wrong", "kind": "choice", "required": "never", "position": 1}


def test_a_field_is_defined_with_a_preview(kind: CaseType, ada: User, browse: Browse) -> None:
    client, new = browse(ada), reverse("cases:put_case_field", args=["complaint", "new"])
    fresh = FIELD | {"key": "mood", "labels": "Her mood", "choices": "calm | Calm\nangry | Angry | de: Wütend"}
    preview = client.post(new, fresh | {"preview": "1"})
    assert preview.status_code == 200
    assert "preview-field-complaint-mood" in preview.content.decode()
    assert not CaseField.objects.filter(key="mood").exists()
    wrong = client.post(new, fresh | {"preview": "1", "choices": ""})
    assert "Name the choices" in wrong.content.decode()
    assert client.post(new, fresh | {"choices": ""}).status_code == 422
    assert client.post(new, fresh).status_code == 302
    mood = CaseField.objects.get(key="mood")
    assert mood.choices[1] == {"code": "angry", "labels": {"en": "Angry", "de": "Wütend"}}
    edit = reverse("cases:put_case_field", args=["complaint", "mood"])
    assert "angry | Angry | de: Wütend" in client.get(edit).content.decode()
    changed = {"labels": "Mood", "choices": "calm | Calm", "required": "always", "position": 9}
    assert client.post(edit, changed).status_code == 302
    mood.refresh_from_db()
    assert (mood.label, mood.kind, mood.codes, mood.required) == ("Mood", "choice", ["calm"], "always")


def test_a_field_that_another_depends_on_stays(kind: CaseType, mei: User, browse: Browse) -> None:
    client = browse(mei)
    answer = client.post(reverse("cases:archive_case_field", args=["complaint", "wrong"]), follow=True)
    assert "“Part” depends on it." in answer.content.decode()
    client.post(reverse("cases:archive_case_field", args=["complaint", "part"]))
    assert CaseField.objects.get(key="part").archived_at is not None


def test_only_leads_and_administrators_set_them_up(kind: CaseType, alice: User, omar: User, browse: Browse) -> None:
    for name, args in (
        ("case_types", []),
        ("put_case_type", ["complaint"]),
        ("archive_case_type", ["complaint"]),
        ("put_case_field", ["complaint", "wrong"]),
        ("archive_case_field", ["complaint", "wrong"]),
    ):
        for nobody in (alice, omar):
            assert browse(nobody).post(reverse(f"cases:{name}", args=args)).status_code == 403, name


def test_one_type_or_five_take_the_same_queries(ada: User, browse: Browse) -> None:
    client = browse(ada)

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("cases:case_types"))
        return len(caught)

    complaint()
    count()
    one = count()
    for number in range(5):
        from andon.cases.tests.types import make_type

        make_field(make_type(f"type-{number}"), f"key_{number}")
    assert count() == one
