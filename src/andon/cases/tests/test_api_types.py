"""Types and own fields, for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from andon.cases.models import Case, CasePolicy
from andon.people.models import Team, User

from .types import complaint, make_field, make_type

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


def faults(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    return [fault["field"] for fault in answer.json()["errors"]]


def test_set_up_by_a_program(api: Api, mei: User, alice: User) -> None:
    lead = api(mei)
    made = lead.post("/case_types/put_case_type", {"slug": "complaint", "labels": {"en": "Complaint"}})
    assert made.json()["fields"] == []
    field = {"key": "wrong", "labels": {"en": "Wrong"}, "kind": "choice", "choices": [{"code": "late"}]}
    put = lead.post("/case_types/complaint/put_case_field", field)
    assert [one["key"] for one in put.json()["fields"]] == ["wrong"]
    assert faults(lead.post("/case_types/complaint/put_case_field", field | {"kind": "text"})) == ["choices"]
    assert lead.post("/case_types/complaint/fields/wrong/archive_case_field").json()["fields"][0]["archived"] is True
    assert lead.post("/case_types/complaint/archive_case_type").json()["archived"] is True
    assert lead.post("/case_types/none/archive_case_type").status_code == 404
    agent = api(alice)
    assert agent.get("/case_types").json()[0]["slug"] == "complaint"
    for path in ("put_case_type", "complaint/archive_case_type", "complaint/fields/wrong/archive_case_field"):
        body = {"slug": "x", "labels": {"en": "X"}}
        assert agent.post(f"/case_types/{path}", body).status_code == 403
    assert agent.post("/case_types/complaint/put_case_field", field).status_code == 403


def test_opened_edited_and_read(api: Api, alice: User, care: Team) -> None:
    complaint()
    program = api(alice)
    opened = {"title": "Late", "team": "care", "case_type": "complaint", "fields": {"wrong": "late", "cost": 3}}
    case = program.post("/cases/open_case", opened).json()
    assert (case["case_type"], case["fields"]) == ("complaint", {"wrong": "late", "cost": 3})
    edited = program.post(f"/cases/{case['ref']}/edit_case", {"fields": {"cost": None, "refunded": True}})
    assert edited.json()["fields"] == {"wrong": "late", "refunded": True}
    program.post(f"/cases/{case['ref']}/set_case_fields", {"fields": {"since": "2026-11-01"}})
    assert program.get(f"/cases/{case['ref']}").json()["fields"]["since"] == "2026-11-01"
    assert faults(program.post(f"/cases/{case['ref']}/edit_case", {"fields": {"cost": "x"}})) == ["fields.cost"]
    assert faults(program.post("/cases/open_case", opened | {"case_type": "none"})) == ["case_type"]
    assert faults(program.post("/cases/open_case", opened | {"fields": {}})) == ["fields.wrong"]
    assert faults(program.post(f"/cases/{case['ref']}/solve_case", {})) == ["fields.cause"]
    other = {"items": [opened, opened | {"fields": {"wrong": "lost"}}]}
    answers = program.post("/cases/open_cases", other).json()
    assert [answer["status"] for answer in answers] == [200, 422]
    assert answers[1]["problem"]["errors"][0]["field"] == "fields.wrong"


def test_others_may_not(api: Api, alice: User, charlie: User, care: Team) -> None:
    complaint()
    case = api(alice).post("/cases/open_case", {"title": "Late", "team": "care"}).json()
    assert api(charlie).post(f"/cases/{case['ref']}/set_case_fields", {"fields": {"cost": 1}}).status_code == 404


def test_lists_stay_flat(api: Api, alice: User, care: Team) -> None:
    complaint()
    program = api(alice)
    CasePolicy.objects.update_or_create(id=1, defaults={"default_team": care})
    item = {"title": "Late", "case_type": "complaint", "fields": {"wrong": "late"}}

    def count(act: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert act().status_code == 200
        return len(caught)

    opening = [count(lambda n=n: program.post("/cases/open_cases", {"items": [item] * n})) for n in (1, 1, 20)]
    assert opening[1] == opening[2]
    few = count(lambda: program.get("/cases", limit=2))
    assert count(lambda: program.get("/cases", limit=20)) == few
    assert Case.objects.count() == 22
    types = count(lambda: program.get("/case_types"))
    make_field(make_type("other"), "x")
    assert count(lambda: program.get("/case_types")) == types
