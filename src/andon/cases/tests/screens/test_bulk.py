"""Doing something with a selection or with all of a list, at the screen."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import access

from andon.cases.actions.prepare_bulk import prepare_bulk
from andon.cases.models import BulkRun, Case
from andon.cases.tests.conftest import make_case
from andon.cases.tests.types import complaint
from andon.customers.models import Contact
from andon.people.models import Team, User
from andon.people.topics import topics_allowed

from .conftest import Browse

URL = "cases:prepare_bulk"


def test_a_selection_is_previewed_run_and_taken_back(
    case: Case, alice: User, care: Team, dana: Contact, browse: Browse
) -> None:
    other = make_case(team=care, owner=alice, tags=["vat"])
    client = browse(alice)
    chosen = {"case": [str(case.id), str(other.id)], "back": "/inbox/?view=mine"}
    first = client.post(reverse(URL), chosen | {"to": "", "reason": ""})
    assert first.status_code == 200
    assert "See what it would do" in first.content.decode()
    assert client.post(reverse(URL), chosen | {"act": "tag_case"}).status_code == 422
    seen = client.post(reverse(URL), chosen | {"act": "tag_case", "add": "vat, tax"}, follow=True)
    text = seen.content.decode()
    assert "2 cases would change." in text
    assert "Do it with 2 cases" in text
    assert case.title in text
    run = BulkRun.objects.get()
    done = client.post(reverse("cases:run_bulk", args=[run.id]), follow=True).content.decode()
    assert "Done in 2 cases." in done
    undone = client.post(reverse("cases:undo_bulk", args=[run.id]), follow=True).content.decode()
    assert "Taken back in 2 cases." in undone
    other.refresh_from_db()
    assert other.tags == ["vat"]
    again = client.post(reverse("cases:undo_bulk", args=[run.id]))
    assert again.status_code == 302


def test_all_of_a_list(alice: User, care: Team, browse: Browse) -> None:
    for n in range(35):
        make_case(title=f"Parcel {n}", team=care, owner=alice, tags=["vat"] if n < 33 else [])
    client = browse(alice)
    back = "/inbox/?view=filter&filter=tag:vat&order=newest"
    first = client.post(reverse(URL), {"all": "1", "back": back}).content.decode()
    assert "33 cases" in first
    client.post(reverse(URL), {"all": "1", "back": back, "act": "note_on_case", "body": "For {case}"})
    run = BulkRun.objects.get()
    assert (run.total, run.state) == (33, "checked")
    assert (
        "There is no case in this list"
        in client.post(reverse(URL), {"all": "1", "back": "/inbox/?view=owed"}).content.decode()
    )


def test_what_is_wrong_stands_at_its_control(case: Case, alice: User, browse: Browse) -> None:
    complaint()
    client, chosen = browse(alice), {"case": [str(case.id)]}
    for given, said in (
        ({"act": "reply_to_case", "body": "Dear {nobody}"}, "{nobody} is none of"),
        ({"act": "close_case", "close_reason": "duplicate"}, "This is needed."),
        ({"act": "hand_over_cases", "reason": "x"}, "Name a colleague or a team"),
        ({"act": "assign_cases"}, "Say who gets it."),
        ({"act": "set_case_fields"}, "Say which field"),
    ):
        answer = client.post(reverse(URL), chosen | given)
        assert answer.status_code == 422, given
        assert said in answer.content.decode(), given
    fields = chosen | {"act": "set_case_fields", "case_type": "complaint", "field": "wrong", "value": "late"}
    text = client.post(reverse(URL), fields, follow=True).content.decode()
    assert "1 case would change." in text


def test_who_may(case: Case, alice: User, bob: User, charlie: User, omar: User, browse: Browse) -> None:
    chosen = {"case": [str(case.id)], "act": "tag_case", "add": "x"}
    assert browse(charlie).post(reverse(URL), chosen).status_code == 404
    assert browse(omar).post(reverse(URL), chosen).status_code == 403
    assert browse(alice).post(reverse(URL), {"case": ["x"]}).status_code == 404
    assert browse(alice).get(reverse(URL))["Location"] == reverse("cases:inbox")
    browse(alice).post(reverse(URL), chosen)
    run = BulkRun.objects.get()
    for name in ("run_bulk", "undo_bulk"):
        assert browse(bob).post(reverse(f"cases:{name}", args=[run.id])).status_code == 404
        assert browse(alice).get(reverse(f"cases:{name}", args=[run.id])).status_code == 405
    assert browse(bob).get(reverse("cases:bulk_run", args=[run.id])).status_code == 404
    topic = run.subject.key
    assert topics_allowed(access(alice), [topic]) == [topic]
    assert topics_allowed(access(bob), [topic]) == []


def test_two_cases_or_thirty_take_the_same_queries(alice: User, care: Team, dana: Contact, browse: Browse) -> None:
    client = browse(alice)

    def count(cases: int) -> int:
        made = [make_case(contact=dana, team=care, owner=alice) for _ in range(cases)]
        given: dict[str, Any] = {"add": ["x"]}
        run = prepare_bulk(made, act="tag_case", given=given, by=access(alice))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("cases:bulk_run", args=[run.id]))
        return len(caught)

    count(1)
    assert count(2) == count(30)
