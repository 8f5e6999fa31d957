"""Merging for programs."""

from collections.abc import Callable

import pytest
from tests.cast import contact
from tests.doors import Caller

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User

from .conftest import make_case

Api = Callable[..., Caller]


@pytest.fixture
def other(alice: User, care: Team, dana: Contact) -> Case:
    return make_case(title="Cannot pay", body="No card works.", contact=dana, team=care, owner=alice)


def test_merged_listed_and_undone(case: Case, other: Case, alice: User, api: Api) -> None:
    program = api(alice)
    answer = program.post(f"/cases/{case.ref}/merge_cases", {"cases": [other.ref]})
    assert (answer.status_code, answer.json()["ref"]) == (200, case.ref)
    assert program.get(f"/cases/{other.ref}").json()["ref"] == case.ref
    assert [said["body"] for said in program.get(f"/cases/{case.ref}/messages").json()] == [
        "It hangs.",
        "No card works.",
    ]
    assert [one["ref"] for one in program.get("/cases").json()["items"]] == [case.ref]
    (merged,) = program.get(f"/cases/{case.ref}/merges").json()
    assert merged["ref"] == other.ref
    for _ in range(2):
        undone = program.post(f"/cases/{case.ref}/merged/{other.id}/undo_merge")
        assert (undone.status_code, undone.json()["ref"]) == (200, other.ref)
    assert program.get(f"/cases/{case.ref}/merges").json() == []
    assert program.post(f"/cases/{other.ref}/merged/{case.id}/undo_merge").status_code == 404


def test_her_words_for_the_merged_one_land_in_the_survivor(case: Case, other: Case, alice: User, api: Api) -> None:
    merge_cases([other], into=case, by=alice.actor)
    answer = api(alice).post(f"/cases/{other.ref}/receive_customer_message", {"body": "Any news?"})
    assert (answer.status_code, answer.json()["ref"], answer.json()["unanswered_count"]) == (200, case.ref, 3)


def test_an_answer_to_one_that_became_part_of_somebody_elses_is_refused(
    case: Case, care: Team, alice: User, acme: object, api: Api
) -> None:
    tom = contact("Tom Berg", "tom@acme.example", acme)  # type: ignore[arg-type]
    his = make_case(title="Cannot pay", contact=tom, team=care)
    merge_cases([his], into=case, by=alice.actor)
    answer = api(alice).post(f"/cases/{his.ref}/reply_to_case", {"body": "Dear Tom"})
    assert answer.status_code == 409
    assert api(alice).post(f"/cases/{case.ref}/reply_to_case", {"body": "Dear both"}).status_code == 200


def test_bad_input_names_its_field(case: Case, other: Case, care: Team, alice: User, api: Api) -> None:
    program = api(alice)
    for body, field in (({"cases": []}, "cases"), ({}, "cases"), ({"cases": ["C-999"]}, None)):
        answer = program.post(f"/cases/{case.ref}/merge_cases", body)
        assert answer.status_code == (422 if field else 404), body
    eve = make_case(title="Printer", contact=contact("Eve Novak", "eve@other.example"), team=care)
    answer = program.post(f"/cases/{case.ref}/merge_cases", {"cases": [eve.ref], "across_customers": True})
    assert answer.status_code == 422
    assert "why" in answer.content.decode()


def test_who_may_not(case: Case, other: Case, rita: User, charlie: User, api: Api) -> None:
    for who in (rita, charlie):
        answer = api(who).post(f"/cases/{case.ref}/merge_cases", {"cases": [other.ref]})
        assert answer.status_code in (403, 404), who.name
    assert Case.objects.get(id=other.id).merged_into_id is None


def test_an_external_key_of_a_merged_case_still_gives_it_back(case: Case, other: Case, alice: User, api: Api) -> None:
    program = api(alice)
    body = {"title": "Cannot pay", "email": "dana@acme.example", "external_key": "shop:1", "receipt": False}
    first = program.post("/cases/open_case", body).json()
    merge_cases([Case.objects.get(id=first["id"])], into=case, by=alice.actor)
    again = program.post("/cases/open_case", body)
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert Case.objects.count() == 3


def test_a_key_of_a_hidden_case_is_still_refused(case: Case, alice: User, charlie: User, api: Api) -> None:
    body = {"title": "Cannot pay", "email": "dana@acme.example", "external_key": "shop:1", "receipt": False}
    first = api(alice).post("/cases/open_case", body | {"team": "care"}).json()
    assert api(charlie).post("/cases/open_case", body).status_code == 409
    merge_cases([Case.objects.get(id=first["id"])], into=case, by=alice.actor)
    assert api(charlie).post("/cases/open_case", body).status_code == 409
