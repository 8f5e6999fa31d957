"""Search by meaning: asked at once, answered by a worker, shown to whoever may see it, forgotten after an hour."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.merge_cases import merge_cases
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.meaning.models import Search
from andon.people.models import Team, User
from andon.work.beats import beat
from andon.work.lanes import SEARCH

from .conftest import Report

pytestmark = pytest.mark.django_db
QUERY = "payment hangs"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(client: Client, back: str = "/search/?q=payment+hangs") -> str:
    url = reverse("meaning:search_by_meaning")
    return client.post(url, {"q": QUERY, "back": back}, follow=True).content.decode()


def shown(user: User) -> str:
    page = signed_in(user).get(reverse("console:search"), {"q": QUERY}).content.decode()
    return page[page.index('id="by-meaning"') :]


def test_asked_answered_and_shown(report: Report, alice: User, run_due_work: Callable[[], int]) -> None:
    case = report()
    run_due_work()
    page = ask(signed_in(alice))
    assert "no worker that understands texts is running" in page
    beat([SEARCH])
    assert "Looking for what says the same" in shown(alice)
    assert case.title not in shown(alice)
    run_due_work()
    assert case.title in shown(alice)
    assert case.ref in shown(alice)


def test_looking_at_the_screen_asks_nothing(alice: User) -> None:
    assert "Look by meaning" in shown(alice)
    assert not Search.objects.exists()


def test_nobody_sees_a_case_that_she_may_not_see(
    report: Report, alice: User, charlie: User, rita: User, billing: Team, run_due_work: Callable[[], int]
) -> None:
    hers, theirs = report(), report("Hangs at the payment", team=billing)
    run_due_work()
    for user, sees, not_ in ((alice, hers, theirs), (charlie, theirs, hers)):
        ask(signed_in(user))
        run_due_work()
        assert f"/cases/{sees.ref}/" in shown(user)
        assert f"/cases/{not_.ref}/" not in shown(user)
    ask(signed_in(rita))
    run_due_work()
    assert "/cases/" not in shown(rita)


def test_what_she_may_not_see_any_more_is_not_shown(
    report: Report, alice: User, billing: Team, run_due_work: Callable[[], int]
) -> None:
    case = report()
    run_due_work()
    ask(signed_in(alice))
    run_due_work()
    assert case.ref in shown(alice)
    type(case).objects.filter(id=case.id).update(team=billing, owner=None)
    assert case.ref not in shown(alice)


def test_what_she_may_not_see_makes_room(
    report: Report, alice: User, billing: Team, run_due_work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from andon.meaning.actions import answer_search

    monkeypatch.setattr(answer_search, "_PAGE", 4)
    for number in range(12):
        report(f"Payment hangs {number}", team=billing)
    hers = report()
    run_due_work()
    ask(signed_in(alice))
    run_due_work()
    assert hers.ref in shown(alice)


def test_a_merged_case_is_found_through_its_survivor(
    report: Report, alice: User, run_due_work: Callable[[], int]
) -> None:
    merged, survivor = report(), report("Something else", "Quite different words.")
    merge_cases([survivor, merged], into=survivor, by=alice.actor)
    run_due_work()
    ask(signed_in(alice))
    run_due_work()
    assert f"/cases/{survivor.ref}/" in shown(alice)
    assert f"/cases/{merged.ref}/" not in shown(alice)


def test_in_the_inbox_what_the_words_found_is_not_said_twice(
    report: Report, alice: User, run_due_work: Callable[[], int]
) -> None:
    by_words, by_meaning = report("Payment hangs"), report("Hangs at the payment")
    run_due_work()
    inbox = reverse("cases:inbox") + "?view=open&q=payment+hangs"
    page = ask(signed_in(alice), back=inbox)
    assert by_words.title in page
    run_due_work()
    page = signed_in(alice).get(inbox).content.decode()
    part = page[page.index('id="by-meaning"') :]
    part = part[: part.index("</section>")]
    assert by_meaning.ref in part
    assert by_words.ref not in part


def test_forgotten_after_an_hour(report: Report, alice: User, run_due_work: Callable[[], int], move_clock: Any) -> None:
    report()
    run_due_work()
    ask(signed_in(alice))
    run_due_work()
    move_clock.forward(minutes=59)
    assert Search.objects.exists()
    move_clock.forward(minutes=2)
    assert not Search.objects.exists()


def test_erasing_a_person_forgets_searches(dana: Contact, alice: User) -> None:
    ask(signed_in(alice))
    erase_contact(dana, by=NOBODY)
    assert not Search.objects.exists()


def test_somebody_elses_search_is_nobody_elses(report: Report, alice: User, mei: User, api: Any) -> None:
    asked = api(alice).post("/searches/search_by_meaning", {"q": QUERY}).json()
    assert api(mei).get(f"/searches/{asked['id']}").status_code == 404


def test_a_program_asks_and_fetches(report: Report, alice: User, api: Any, run_due_work: Callable[[], int]) -> None:
    case = report()
    run_due_work()
    answer = api(alice).post("/searches/search_by_meaning", {"q": QUERY})
    assert (answer.status_code, answer.json()["state"], answer.json()["hits"]) == (202, "waiting", [])
    assert api(alice).post("/searches/search_by_meaning", {"q": QUERY}).json()["id"] == answer.json()["id"]
    run_due_work()
    got = api(alice).get(f"/searches/{answer.json()['id']}").json()
    assert got["state"] == "answered"
    assert [(hit["kind"], hit["id"]) for hit in got["hits"]] == [("case", str(case.id))]
    assert 0 < got["hits"][0]["similarity"] <= 1


def test_an_integration_asks(report: Report, api: Any, run_due_work: Callable[[], int]) -> None:
    case = report()
    run_due_work()
    program = api(None)
    asked = program.post("/searches/search_by_meaning", {"q": QUERY}).json()
    run_due_work()
    assert [hit["id"] for hit in program.get(f"/searches/{asked['id']}").json()["hits"]] == [str(case.id)]


@pytest.mark.parametrize("text", ["", "ab", "x" * 201, "a\0bcd", "abc\ud800"])
def test_bad_words_are_refused_by_name(alice: User, api: Any, text: str) -> None:
    answer = api(alice).post("/searches/search_by_meaning", {"q": text})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "q" if "errors" in answer.json() else "q" in str(answer.json())


def test_too_many_waiting(alice: User, api: Any) -> None:
    program = api(alice)
    asked = [program.post("/searches/search_by_meaning", {"q": f"payment {number}"}) for number in range(21)]
    assert [answer.status_code for answer in asked] == [202] * 20 + [429]


def test_the_number_of_queries_stays(report: Report, alice: User, run_due_work: Callable[[], int]) -> None:
    client = signed_in(alice)

    def queries() -> int:
        run_due_work()
        ask(client)
        run_due_work()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("console:search"), {"q": QUERY})
        return len(captured)

    report()
    few = queries()
    for number in range(8):
        report(f"It hangs at payment {number}")
    assert queries() <= few
