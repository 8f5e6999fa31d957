"""Merging at the screens: from a case, from a selection, found by words; undone; who may not."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOBODY, account, contact

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.set_case_fields import set_case_fields
from andon.cases.actions.tag_case import tag_case
from andon.cases.models import Case
from andon.cases.tests.conftest import make_case
from andon.cases.tests.types import complaint
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User

from .conftest import Browse

URL = reverse("cases:merge_cases")


@pytest.fixture
def other(alice: User, care: Team, dana: Contact) -> Case:
    return make_case(title="Cannot pay", body="No card works.", contact=dana, team=care, owner=alice)


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_the_same_customers_cases_are_offered_and_others_found(
    case: Case, other: Case, care: Team, alice: User, browse: Browse
) -> None:
    elsewhere = make_case(title="Printer on fire", contact=contact("Eve Novak", "eve@other.example"), team=care)
    client = browse(alice)
    assert URL in page(client.get(reverse("cases:case", args=[case.ref])))
    shown = page(client.get(URL, {"case": case.id}))
    assert other.title in shown
    assert elsewhere.title not in shown
    assert elsewhere.title in page(client.get(URL, {"case": case.id, "q": "printer"}))
    assert other.title in page(client.get(URL, {"case": case.id, "q": other.ref}))


def test_merged_and_undone(case: Case, other: Case, alice: User, browse: Browse) -> None:
    client = browse(alice)
    typed = {"case": [str(case.id), str(other.id)], "into": str(case.id), "why": "One <b>matter</b>"}
    assert client.post(URL, typed).url == reverse("cases:case", args=[case.ref])  # type: ignore[attr-defined]
    moved = client.get(reverse("cases:case", args=[other.ref]), follow=True)
    assert moved.redirect_chain == [(f"/cases/{case.ref}/?merged={other.ref}", 302)]
    shown = page(moved)
    assert "You were brought here:" in shown
    assert "No card works." in shown
    assert "One &lt;b&gt;matter&lt;/b&gt;" in shown
    assert f"merged {other.ref} into this case" in shown
    undo = reverse("cases:undo_merge", args=[case.ref, other.id])
    assert client.get(undo).status_code == 405
    for _ in range(2):
        assert client.post(undo).status_code in (302, 404)
    assert Case.objects.get(id=other.id).merged_into_id is None
    assert "No card works." not in page(client.get(reverse("cases:case", args=[case.ref])))


def test_the_oldest_open_one_is_proposed_and_one_alone_is_refused(
    case: Case, other: Case, alice: User, browse: Browse
) -> None:
    client = browse(alice)
    shown = page(client.get(URL, {"case": [other.id, case.id]}))
    (chosen,) = re.findall(r'<input type="radio" name="into" value="([^"]+)"[^>]* checked', shown)
    assert chosen == str(case.id)
    answer = client.post(URL, {"case": [str(case.id)], "into": str(case.id)})
    assert answer.status_code == 422
    assert "Choose at least two cases." in page(answer)


def test_different_customers_are_asked_again_with_what_was_typed(
    case: Case, care: Team, alice: User, browse: Browse
) -> None:
    eve = contact("Eve Novak", "eve@other.example", account("other", "Other Goods"))
    elsewhere, client = make_case(title="Printer", contact=eve, team=care), browse(alice)
    typed = {"case": [str(case.id), str(elsewhere.id)], "into": str(case.id), "why": "The same printer"}
    answer = client.post(URL, typed)
    assert answer.status_code == 422
    assert "belongs to another customer" in page(answer)
    assert "The same printer" in page(answer)
    assert client.post(URL, typed | {"across_customers": "on"}).status_code == 302
    assert Case.objects.get(id=elsewhere.id).merged_into_id == case.id


def test_what_was_typed_for_a_case_that_was_merged_meanwhile_is_kept_and_sent_to_nobody(
    case: Case, other: Case, alice: User, browse: Browse
) -> None:
    merge_cases([other], into=case, by=alice.actor)
    client = browse(alice)
    answer = client.post(reverse("cases:write", args=[other.ref]), {"seen_by": "customer", "body": "Dear Dana"})
    assert answer.status_code == 422
    assert "merged into" in page(answer)
    assert "Dear Dana" in page(answer)
    closed = client.post(reverse("cases:close_case", args=[other.ref]), {"reason": "duplicate", "note": case.ref})
    assert closed.status_code == 422
    assert client.post(reverse("cases:take_case", args=[other.ref])).status_code == 302
    assert Case.objects.get(id=case.id).status == "new"


def test_who_may_not(
    case: Case, other: Case, rita: User, charlie: User, omar: User, alice: User, browse: Browse
) -> None:
    grant_access([case, other], source=Subject("incident", new_id()), why="hit", by=NOBODY, users=[charlie])
    typed = {"case": [str(case.id), str(other.id)], "into": str(case.id)}
    for who, status in ((rita, 403), (omar, 403), (charlie, 403)):
        assert browse(who).post(URL, typed).status_code == status, who.name
    assert Case.objects.get(id=other.id).merged_into_id is None
    merge_cases([other], into=case, by=alice.actor)
    for who in (rita, charlie, omar):
        undo = browse(who).post(reverse("cases:undo_merge", args=[case.ref, other.id]))
        assert undo.status_code == 403, who.name
    assert Case.objects.get(id=other.id).merged_into_id == case.id


def test_a_stranger_finds_none(case: Case, other: Case, charlie: User, browse: Browse) -> None:
    client = browse(charlie)
    assert client.get(URL, {"case": case.id}).status_code == 404
    assert client.post(URL, {"case": [case.id, other.id], "into": case.id}).status_code == 404
    assert client.get(URL).status_code == 200
    assert case.ref not in page(client.get(URL, {"q": "Checkout"}))
    assert client.post(URL, {}).status_code == 422
    assert client.get(URL, {"case": "x"}).status_code == 404


def test_the_owner_of_a_merged_case_sees_its_survivor(case: Case, charlie: User, billing: Team, dana: Contact) -> None:
    from tests.cast import access

    theirs = make_case(title="Charged twice", contact=dana, team=billing, owner=charlie)
    assert not Case.objects.visible_to(access(charlie)).filter(id=case.id).exists()
    merge_cases([theirs], into=case, by=NOBODY)
    for verb in ("visible_to", "workable_by"):
        assert list(getattr(Case.objects, verb)(access(charlie))) == [case]


def test_one_merged_or_six_take_the_same_queries(
    case: Case,
    alice: User,
    dana: Contact,
    care: Team,
    browse: Browse,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = browse(alice), reverse("cases:case", args=[case.ref])
    merge_cases([make_case(title="Again 0", contact=dana, team=care)], into=case, by=alice.actor)
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    many = [make_case(title=f"Again {n}", contact=dana, team=care) for n in range(1, 6)]
    merge_cases(many, into=case, by=alice.actor)
    with django_assert_max_num_queries(len(first)):
        client.get(url)


def test_the_inbox_says_what_she_wrote_last_to_whichever(
    case: Case, other: Case, alice: User, dana: Contact, browse: Browse
) -> None:
    from andon.cases.actions.receive_customer_message import receive_customer_message

    merge_cases([other], into=case, by=alice.actor)
    receive_customer_message(Case.objects.get(id=other.id), by=dana.actor, body="Any news of my card?", channel="email")
    shown = page(browse(alice).get(reverse("cases:inbox")))
    assert "Any news of my card?" in shown
    assert other.ref not in shown


def test_who_had_which_field_and_tag_stays_readable(
    case: Case,
    other: Case,
    alice: User,
    browse: Browse,
    api: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    third = make_case(title="Third", contact=case.contact, team=case.team, owner=alice)
    kind = complaint()
    for number, one in enumerate((other, third)):
        set_case_fields(one, by=alice.actor, case_type=kind, values={"wrong": "broken", "part": f"P-{number}"})
        tag_case(one, by=alice.actor, add=[f"tag{number}"])
    merge_cases([other], into=case, by=alice.actor)
    client, address = browse(alice), reverse("cases:case", args=[case.ref])
    with CaptureQueriesContext(connection) as asked:
        shown = page(client.get(address))
    costs = len(asked)
    for said in ("Its type", "Complaint", "Part", "P-0", "#tag0"):
        assert said in shown
    assert 'value="P-0"' not in shown
    (told,) = api(alice).get(f"/cases/{case.ref}/merges").json()
    assert (told["tags"], told["fields"]) == (["tag0"], {"wrong": "broken", "part": "P-0"})
    merge_cases([third], into=case, by=alice.actor)
    with django_assert_max_num_queries(costs):
        assert "P-1" in page(client.get(address))
