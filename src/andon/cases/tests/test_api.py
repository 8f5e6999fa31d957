"""Cases through the API: opened in batches, worked on, and only by whom they are shown to."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.doors import Caller

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.owe import owe
from andon.cases.models import BlockedSender, Case
from andon.cases.obligation_in import ObligationIn
from andon.cases.tests.conftest import make_case
from andon.channels.models import Delivery
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User

Api = Callable[..., Caller]


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_batch_answers_in_order_one_thing_each(api: Api, alice: User, dana: Contact, care: Team) -> None:
    items = [
        {"title": "One", "contact": str(dana.id), "team": care.slug, "external_key": "k1", "tags": ["VAT"]},
        {"title": ""},
        {"title": "Two", "email": "new@else.example", "name": "New One", "team": str(care.id), "owner": alice.email},
        {"title": "One again", "contact": str(dana.id), "external_key": "k1"},
        {"title": "x", "contact": "nobody known"},
        {"title": "x", "team": "nowhere"},
    ]
    answers = done(api(None).post("/cases/open_cases", {"items": items}))
    assert [one["status"] for one in answers] == [200, 422, 200, 200, 422, 422]
    assert answers[0]["result"]["ref"] == answers[3]["result"]["ref"]
    assert answers[0]["result"]["tags"] == ["vat"]
    assert [one["problem"]["errors"][0]["field"] for one in answers if one["problem"]] == ["title", "contact", "team"]
    assert answers[2]["result"]["owner_id"] == str(alice.id)
    assert Contact.objects.get(id=answers[2]["result"]["contact_id"]).name == "New One"


def test_one_with_a_file(api: Api, alice: User, dana: Contact, care: Team) -> None:
    file = {"name": "a.txt", "content": b64encode(b"hello").decode(), "content_type": "text/plain"}
    more = {"team": care.slug, "attachments": [file]}
    opened = done(
        api(alice).post(
            "/cases/open_case",
            {"title": "T", "body": "B", "email": "dana@acme.example"} | more,
        )
    )
    (message,) = done(api(alice).get(f"/cases/{opened['id']}/messages"))
    assert (message["body"], message["attachments"][0]["size"]) == ("B", 5)
    assert opened["contact_id"] == str(dana.id)


def test_what_a_person_does_a_program_can_do(case: Case, api: Api, alice: User, bob: User, care: Team) -> None:
    program, at = api(alice), f"/cases/{case.ref}"
    assert done(program.post(f"{at}/reply_to_case", {"body": "On it."}))["seen_by"] == "customer"
    assert Delivery.objects.get(purpose="reply").state == "planned"
    assert done(program.post(f"{at}/note_on_case", {"body": "@Bob look"}))["seen_by"] == "agents"
    assert done(program.post(f"{at}/receive_customer_message", {"body": "Still."}))["status"] == "open"
    assert done(program.post(f"{at}/wait_for", {"who": "the bank"}))["waits_for"] == "the bank"
    assert done(program.post(f"{at}/edit_case", {"order_number": "A-7"}))["order_number"] == "A-7"
    assert done(program.post(f"{at}/tag_case", {"add": ["A", "b"], "remove": ["b"]}))["tags"] == ["a"]
    assert done(program.post(f"{at}/add_step_tried", {"what": "Restarted"}))["by_name"] == "Alice Moreau"
    assert done(program.get(f"{at}/steps_tried"))[0]["what"] == "Restarted"
    copy = done(program.post(f"{at}/add_participant", {"address": "Shop@acme.example"}))
    assert copy["address"] == "shop@acme.example"
    assert len(done(program.get(f"{at}/participants"))) == 2
    done(program.post(f"{at}/participants/{copy['id']}/remove_participant"))
    assert len(done(program.get(f"{at}/participants"))) == 1
    assert done(program.post(f"{at}/confirm_reporter"))["ref"] == case.ref
    assert done(program.post(f"{at}/solve_case"))["status"] == "solved"
    assert program.post(f"{at}/close_case", {"reason": "duplicate"}).status_code == 422
    assert done(program.post(f"{at}/close_case", {"reason": "withdrawn"}))["status"] == "closed"
    assert done(program.post(f"{at}/reopen_case", {"reason": "not yet"}))["reopen_count"] == 1
    assert done(program.post(f"{at}/mark_spam"))["spam"] is True
    kinds = [fact["kind"] for fact in done(program.get(f"{at}/timeline"))]
    assert "cases.CaseOpened" in kinds
    assert "cases.MarkedSpam" in kinds


def test_a_selection_changes_hands(case: Case, api: Api, alice: User, bob: User, charlie: User, care: Team) -> None:
    queued = make_case(team=care)
    Case.objects.filter(id=queued.id).update(owner=None)
    program = api(alice)
    assert done(program.post(f"/cases/{queued.ref}/take_case"))["owner_id"] == str(alice.id)
    given = done(program.post("/cases/assign_cases", {"cases": [queued.ref, "C-99999"], "to": bob.email}))
    assert [one["status"] for one in given] == [409, 404]
    handed = done(
        program.post("/cases/hand_over_cases", {"cases": [queued.ref, case.ref], "to_user": bob.email, "reason": "x"})
    )
    assert [one["result"]["ref"] for one in handed] == [queued.ref, case.ref]
    both = {"cases": [case.ref], "to_user": bob.email, "to_team": care.slug, "reason": "x"}
    assert program.post("/cases/hand_over_cases", both).status_code == 422
    assert program.post("/cases/hand_over_cases", both | {"to_user": "who@x.example"}).status_code == 422


def test_what_is_owed_and_who_reads(case: Case, api: Api, alice: User, omar: User) -> None:
    program, at = api(alice), f"/cases/{case.id}"
    source = Subject("incident", new_id())
    tell, verify = owe([ObligationIn(case=case, kind=kind, source=source) for kind in ("tell", "verify")], by=NOBODY)
    assert len(done(program.get(f"{at}/obligations"))) == 2
    assert done(program.post(f"{at}/obligations/{tell.id}/meet_obligation"))["state"] == "told"
    assert program.post(f"{at}/obligations/{verify.id}/waive_obligation", {"why": " "}).status_code == 422
    assert done(program.post(f"{at}/obligations/{verify.id}/waive_obligation", {"why": "gone"}))["state"] == "waived"
    assert program.post(f"{at}/obligations/{new_id()}/meet_obligation").status_code == 404
    assert len(done(program.post(f"{at}/grant_access", {"users": [omar.email], "why": "knows it"}))) == 1
    assert api(omar).get(at).status_code == 200
    assert api(omar).post(f"{at}/solve_case").status_code == 403
    assert done(program.post(f"{at}/withdraw_access")) == []
    assert api(omar).get(at).status_code == 404


def test_blocked_senders(api: Api, alice: User, omar: User) -> None:
    blocked = done(api(alice).post("/blocked_senders/block_sender", {"address": "Spam@x.example"}))
    assert done(api(alice).get("/blocked_senders"))["items"][0]["address"] == "spam@x.example"
    assert api(omar).get("/blocked_senders").status_code == 403
    assert api(alice).post(f"/blocked_senders/{blocked['id']}/unblock_sender").status_code == 204
    assert not BlockedSender.objects.exists()


def test_how_cases_are_run(api: Api, alice: User, mei: User, care: Team) -> None:
    policy = done(api(mei).get("/cases/policy"))
    assert policy["priorities"] == ["low", "normal", "high", "urgent"]
    assert api(alice).post("/cases/change_policy", policy).status_code == 403
    changed = done(api(mei).post("/cases/change_policy", policy | {"default_team": care.slug}))
    assert changed["default_team"] == care.slug
    for odd in (["low"], ["normal", "VERY!"], ["normal", *"abcdefghijklm"]):
        assert api(mei).post("/cases/change_policy", policy | {"priorities": odd}).status_code == 422


def test_lists_are_paged_and_filtered(case: Case, api: Api, alice: User, bob: User, care: Team, dana: Contact) -> None:
    others = [make_case(team=care, owner=bob, contact=dana) for _ in range(3)]
    first = done(api(alice).get("/cases", limit=2))
    second = done(api(alice).get("/cases", limit=2, cursor=first["next_cursor"]))
    assert [one["ref"] for one in [*first["items"], *second["items"]]] == [one.ref for one in [*others[::-1], case]]
    assert len(done(api(alice).get("/cases", owner=bob.email))["items"]) == 3
    assert len(done(api(alice).get("/cases", status="closed"))["items"]) == 0
    assert len(done(api(alice).get("/cases", account="acme", team=care.slug))["items"]) == 4
    assert api(alice).get("/cases", cursor="x").status_code == 422


@pytest.mark.parametrize("path", ["", "/messages", "/timeline", "/obligations", "/steps_tried", "/participants"])
def test_a_stranger_finds_nothing(path: str, case: Case, api: Api, charlie: User, rita: User) -> None:
    for nobody in (charlie, rita):
        assert api(nobody).get(f"/cases/{case.ref}{path}").status_code == 404
        assert done(api(nobody).get("/cases"))["items"] == []


def test_a_grant_only_shows(case: Case, api: Api, omar: User) -> None:
    grant_access([case], source=Subject("incident", new_id()), why="linked", by=NOBODY, users=[omar])
    assert done(api(omar).get(f"/cases/{case.ref}"))["title"] == "Checkout hangs"
    assert api(omar).post(f"/cases/{case.ref}/take_case").status_code == 403


def test_an_external_key_does_not_open_a_case_of_another_team(
    api: Api, alice: User, charlie: User, dana: Contact, care: Team, billing: Team
) -> None:
    given = {"title": "Hers", "contact": str(dana.id), "team": care.slug, "external_key": "k1"}
    hers = done(api(alice).post("/cases/open_case", given))
    assert done(api(alice).post("/cases/open_case", given))["id"] == hers["id"]
    mine = {"title": "Mine", "team": billing.slug, "external_key": " k1 "}
    assert api(charlie).post("/cases/open_case", mine).status_code == 409
    (one, other) = done(api(charlie).post("/cases/open_cases", {"items": [mine, mine | {"external_key": "k2"}]}))
    assert (one["status"], one["result"], other["status"]) == (409, None, 200)


def test_only_who_answers_customers_can_own_a_case(api: Api, alice: User, rita: User, care: Team) -> None:
    given = {"title": "T", "team": care.slug}
    refused = api(alice).post("/cases/open_case", given | {"owner": rita.email})
    assert [error["field"] for error in refused.json()["errors"]] == ["owner"]
    opened = done(api(alice).post("/cases/open_case", given))
    assert api(alice).post("/cases/assign_cases", {"cases": [opened["ref"]], "to": rita.email}).status_code == 422


def test_a_reference_that_is_none_is_named_missing(api: Api, alice: User, care: Team) -> None:
    for path, body in (("assign_cases", {"to": alice.email}), ("hand_over_cases", {"to_team": "care", "reason": "x"})):
        answers = done(api(None).post(f"/cases/{path}", body | {"cases": ["", "C-999", "nonsense"]}))
        assert [one["status"] for one in answers] == [404, 404, 404]
