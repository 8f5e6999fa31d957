"""The screens of signals: the list, one signal, dismissing it and taking that back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.open_case_from_signal import open_case_from_signal
from andon.customers.models import Contact, Opening
from andon.kit import clock
from andon.people.models import Team, User
from andon.signals.models import Signal

from .conftest import heard, signed_in


def listed(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("signals:signals"), query).content.decode()


def test_the_newest_come_first_with_what_became_of_them(alice: User, care: Team, dana: Contact) -> None:
    old = heard("Older <b>words</b>", happened_at=clock.now() - timedelta(days=3), author_email="dana@acme.example")
    heard("Newer words", "app-store", rating=1, author_handle="kim")
    case = open_case_from_signal(old, team=care, by=NOBODY)
    shown = listed(alice)
    assert shown.index("Newer words") < shown.index("Older &lt;b&gt;words")
    for said in ("app-store", "@kim", "1\u00a0of\u00a05", "Dana Whitfield", case.ref, "nobody has looked"):
        assert said in shown


def test_the_list_is_chosen_from(alice: User) -> None:
    heard("Slow since Monday", "forum", rating=1)
    heard("Lovely", "review", rating=5, author_name="Kim Berg")

    def count(**query: str) -> int:
        return listed(alice, **query).count('class="lead"')

    assert (count(), count(source="forum"), count(rating="high"), count(status="taken")) == (2, 1, 1, 0)
    assert (count(q="monday"), count(q="kim b"), count(q="nothing"), count(q="a\0b")) == (1, 1, 0, 2)
    assert count(source="nonsense", rating="9", status="x", after="nonsense") == 2
    assert "None of these" in listed(alice, status="dismissed")


def test_an_empty_list_teaches(alice: User) -> None:
    assert "Nothing was said yet" in listed(alice)


def test_older_ones_are_a_page_further(alice: User) -> None:
    for number in range(55):
        heard(f"Number {number}", rating=3)
    first = signed_in(alice).get(reverse("signals:signals"), {"rating": "middle"})
    assert first.content.decode().count('class="lead"') == 50
    after = first.context["next_cursor"]
    assert f"rating=middle&amp;after={after}" in first.content.decode()
    assert listed(alice, rating="middle", after=after).count('class="lead"') == 5


def test_the_list_is_flat(alice: User, care: Team, dana: Contact, django_assert_max_num_queries: Any) -> None:
    client = signed_in(alice)
    for count in (3, 20):
        for number in range(count):
            signal = heard(f"Number {number}", author_email="dana@acme.example")
            if number % 2:
                open_case_from_signal(signal, team=care, by=NOBODY)
        with django_assert_max_num_queries(11):
            assert client.get(reverse("signals:signals")).status_code == 200


def test_one_signal_says_who_and_where(alice: User, dana: Contact) -> None:
    text = "First line\nSecond <script>"
    signal = heard(
        text,
        url="https://forum.example/t/1",
        author_email="dana@acme.example",
        author_name="D. W.",
        attributes={"Version": "7.1", "beta": True},
    )
    other = heard("Something else", author_email="dana@acme.example")
    shown = signed_in(alice).get(reverse("signals:signal", args=[signal.id])).content.decode()
    for said in ("Second &lt;script&gt;", "https://forum.example/t/1", "D. W.", "7.1", "yes", "Acme Outdoor"):
        assert said in shown
    assert "May be a contact of ours" in shown
    assert str(other.id) in shown
    assert Opening.objects.get().subject_id == dana.id


def test_an_account_shows_what_its_people_said(alice: User, omar: User, dana: Contact) -> None:
    for number in range(7):
        heard(f"Number {number}", author_email="dana@acme.example", happened_at=clock.now() - timedelta(days=number))
    heard("Of somebody else", author_email="eve@x.example")
    address = reverse("customers:account", args=["acme"])
    shown = signed_in(alice).get(address).content.decode()
    assert [f"Number {number}" in shown for number in range(7)] == [True] * 5 + [False] * 2
    assert "Of somebody else" not in shown
    assert "Said elsewhere" not in signed_in(omar).get(address).content.decode()


def test_it_is_dismissed_and_taken_back(alice: User) -> None:
    signal, client = heard(), signed_in(alice)
    at = reverse("signals:signal", args=[signal.id])
    refused = client.post(f"{at}dismiss_signal/", {"reason": "other", "note": ""})
    assert refused.status_code == 422
    assert '<dialog class="dialog" id="dialog-dismiss_signal" aria-labelledby="dialog-dismiss_signal-title" open>' in (
        refused.content.decode()
    )
    refused = client.post(f"{at}dismiss_signal/", {"note": "kept as typed"})
    assert 'value="kept as typed"' in refused.content.decode()
    assert client.post(f"{at}dismiss_signal/", {"reason": "other", "note": "A joke"})["Location"] == at
    shown = client.get(at).content.decode()
    assert "Dismissed by Alice Moreau" in shown
    assert "A joke" in shown
    assert "Open a case from it" not in shown
    client.post(f"{at}restore_signal/")
    assert Signal.objects.get().status == "new"


def test_who_may_not(alice: User, mei: User, omar: User, rita: User) -> None:
    signal = heard()
    at = reverse("signals:signal", args=[signal.id])
    for path in (reverse("signals:signals"), at):
        assert Client().get(path).status_code == 302
        assert signed_in(mei).get(path).status_code == 200
        assert signed_in(alice).post(path).status_code == 405
        for nobody in (omar, rita):
            assert signed_in(nobody).get(path).status_code == 403
    for act in ("dismiss_signal", "restore_signal", "open_case_from_signal"):
        assert signed_in(omar).post(f"{at}{act}/", {"reason": "spam", "title": "x"}).status_code == 403
    assert signed_in(alice).get(f"{at}dismiss_signal/").status_code == 405
    assert Signal.objects.get().status == "new"


@pytest.mark.parametrize(("user", "sees"), [("alice", True), ("mei", True), ("omar", False), ("rita", False)])
def test_the_rail_shows_it_to_whom_it_is_for(user: str, sees: bool, request: pytest.FixtureRequest) -> None:
    person: User = request.getfixturevalue(user)
    shown = signed_in(person).get("/settings/").content.decode()
    assert ('href="/signals/"' in shown) == sees
