"""One act on many cases, for programs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import contact
from tests.peers.mail_relay import MailRelay

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User

from .conftest import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice: User, care: Team, dana: Contact) -> list[Case]:
    """Of Dana, of Eve, and of nobody known."""
    people = [dana, contact("Eve Novak", "eve@other.example"), None]
    return [make_case(contact=person, team=care, owner=alice) for person in people]


def test_a_program_gets_a_result_or_a_problem_each(
    api: Any, three: list[Case], alice: User, bob: User, charlie: User, relay: MailRelay, run_due_work: Any
) -> None:
    refs = [case.ref for case in three]
    body = {"cases": [*refs, "C-999999"], "act": "reply_to_case", "given": {"body": "Dear {first name}"}}
    tried = api(alice).post("/cases/act_on_cases", body | {"dry_run": True}).json()
    assert [answer["status"] for answer in tried] == [200, 200, 422, 404]
    assert tried[0]["result"] == {"ref": refs[0], "changed": True, "shown": "Dear Dana"}
    assert Case.objects.filter(status="new").count() == 3
    done = api(alice).post("/cases/act_on_cases", body).json()
    assert [answer["status"] for answer in done] == [200, 200, 422, 404]
    run_due_work()
    assert len(relay.mails) == 2
    assert api(alice).post("/cases/act_on_cases", body | {"given": {"body": "{x}"}}).status_code == 422
    stranger = api(charlie).post("/cases/act_on_cases", body).json()
    assert {answer["status"] for answer in stranger} == {404}


def test_a_program_of_hers_prepares_runs_and_undoes(api: Any, three: list[Case], alice: User, bob: User) -> None:
    body = {"cases": [case.ref for case in three], "act": "tag_case", "given": {"add": ["vat"]}}
    run = api(alice).post("/bulk_runs/prepare_bulk", body).json()
    assert (run["state"], [item["state"] for item in run["items"]]) == ("checked", ["ready"] * 3)
    at = f"/bulk_runs/{run['id']}"
    assert api(alice).get(at).json()["state"] == "checked"
    for path in ("run_bulk", "undo_bulk"):
        assert api(bob).post(f"{at}/{path}").status_code == 404
    assert api(bob).get(at).status_code == 404
    assert api(alice).post(f"{at}/undo_bulk").status_code == 409
    assert api(alice).post(f"{at}/run_bulk").json()["state"] == "done"
    assert api(alice).post(f"{at}/undo_bulk").json()["state"] == "undone"
    assert api().post("/bulk_runs/prepare_bulk", body).status_code == 422


def test_what_she_may_no_longer_see_keeps_its_number_only(
    api: Any, client: Any, three: list[Case], alice: User, billing: Team
) -> None:
    body = {"cases": [case.ref for case in three], "act": "reply_to_case", "given": {"body": "Dear {first name}"}}
    run = api(alice).post("/bulk_runs/prepare_bulk", body).json()
    assert [bool(item["shown"] or item["why"]) for item in run["items"]] == [True] * 3
    Case.objects.filter(id__in=[three[0].id, three[2].id]).update(owner=None, team=billing)
    with CaptureQueriesContext(connection) as asked:
        items = api(alice).get(f"/bulk_runs/{run['id']}").json()["items"]
    assert [(item["ref"], item["shown"], item["why"]) for item in items] == [
        (three[0].ref, "", ""), (three[1].ref, "Dear Eve", ""), (three[2].ref, "", ""),
    ]  # fmt: skip
    assert len(asked) < 12
    client.force_login(alice)
    screen = client.get(reverse("cases:bulk_run", args=[run["id"]])).content.decode()
    assert "Dear Eve" in screen
    assert "Dear Dana" not in screen
    assert "nobody to write to" not in screen.lower()
