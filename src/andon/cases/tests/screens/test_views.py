"""Describing, keeping, pinning and sharing lists of cases, at the screen."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import access

from andon.cases.actions.pin_views import pin_views
from andon.cases.actions.save_view import save_view
from andon.cases.models import SavedView
from andon.cases.tests.conftest import make_case
from andon.cases.view_in import ViewIn
from andon.people.models import Team, User

from .conftest import Browse

FORM = {"name": "Vat", "status": ["running"], "tag": "vat, gift card", "order": "newest", "audience": "private"}


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [row.case.title for _group, rows in answer.context["groups"] for row in rows]


def inbox(client: Client, **asked: str) -> Any:
    return client.get(reverse("cases:inbox"), asked)


def test_described_kept_pinned_and_counted(alice: User, care: Team, browse: Browse) -> None:
    make_case(title="with", team=care, owner=alice, tags=["vat"])
    make_case(title="without", team=care, owner=alice)
    client = browse(alice)
    assert "Words" in client.get(reverse("cases:save_view")).content.decode()
    kept = client.post(reverse("cases:save_view"), FORM)
    assert kept.status_code == 302
    view = SavedView.objects.get()
    assert view.filter == 'status:running tag:vat,"gift card"'
    answer = client.get(kept.headers["Location"])
    assert titles(answer) == ["with"]
    text = answer.content.decode()
    assert 'aria-label="Your views"' in text
    assert [(tab["view"].label, tab["count"]) for tab in answer.context["pinned"]] == [("Vat", "1")]
    assert titles(inbox(client, view=f"kept:{view.id}", q="nothing")) == []


def test_only_shown_and_then_kept(alice: User, care: Team, browse: Browse) -> None:
    make_case(title="with", team=care, owner=alice, tags=["vat"])
    client = browse(alice)
    shown = client.post(reverse("cases:save_view"), FORM | {"show": "1", "name": ""})
    asked = parse_qs(urlsplit(shown.headers["Location"]).query)
    assert asked["filter"] == ['status:running tag:vat,"gift card"']
    answer = client.get(shown.headers["Location"])
    assert titles(answer) == ["with"]
    assert not SavedView.objects.exists()
    again = client.get(reverse("cases:save_view"), {"filter": asked["filter"][0], "order": "newest"})
    assert 'value="vat, gift card"' in again.content.decode()


def test_a_filter_that_is_not_understood_is_said(alice: User, browse: Browse) -> None:
    answer = inbox(browse(alice), view="filter", filter="colour:red")
    assert answer.status_code == 200
    assert "There is nothing called “colour” to filter by." in answer.content.decode()
    form = browse(alice).post(reverse("cases:save_view"), FORM | {"more": "colour:red"})
    assert form.status_code == 422
    assert "There is nothing called “colour”" in form.content.decode()
    assert 'value="Vat"' in form.content.decode()
    assert browse(alice).get(reverse("cases:save_view"), {"filter": "colour:red"}).status_code == 302


def test_what_has_no_control_of_its_own_is_not_lost(alice: User, bob: User, browse: Browse) -> None:
    text = "status:open is:verified,owed channel:fax language:de,en owner:alice@fernhill.example,me due<1h"
    view = save_view(ViewIn(name="All", filter=f"{text} -tag:vat waiting>2d waiting<9d"), by=access(alice))
    client, url = browse(alice), reverse("cases:change_view", args=[view.id])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value()}
    assert client.post(url, typed).status_code == 302
    before, after = view.filter, SavedView.objects.get().filter
    assert sorted(after.split()) == sorted(before.split())


def test_changed_and_deleted_by_whose_it_is(alice: User, bob: User, mei: User, care: Team, browse: Browse) -> None:
    shared = FORM | {"audience": "team", "of_team": str(care.id)}
    browse(alice).post(reverse("cases:save_view"), shared)
    view = SavedView.objects.get()
    change, delete = reverse("cases:change_view", args=[view.id]), reverse("cases:delete_view", args=[view.id])
    assert "Vat" in browse(bob).get(reverse("cases:views")).content.decode()
    for url in (change, delete):
        assert browse(bob).post(url, shared).status_code == 404
    assert browse(alice).get(change).status_code == 200
    assert browse(alice).post(change, shared | {"name": "Tax"}).status_code == 302
    assert browse(mei).post(delete).status_code == 302
    assert not SavedView.objects.exists()
    assert browse(alice).get(delete).status_code == 405


def test_a_private_view_is_nobody_elses(alice: User, bob: User, mei: User, browse: Browse) -> None:
    browse(alice).post(reverse("cases:save_view"), FORM)
    view = SavedView.objects.get()
    for other in (bob, mei):
        assert "Vat" not in browse(other).get(reverse("cases:views")).content.decode()
        assert inbox(browse(other), view=f"kept:{view.id}").context["view"].name in ("mine", "team")
        pin = browse(other).post(reverse("cases:pin_views"), {"view": str(view.id), "act": "pin"})
        assert pin.status_code == 404
        assert browse(other).get(reverse("cases:change_view", args=[view.id])).status_code == 404


def test_pins_are_moved_and_put_away(alice: User, browse: Browse) -> None:
    views = [save_view(ViewIn(name=name), by=access(alice)) for name in ("a", "b")]
    client, url = browse(alice), reverse("cases:pin_views")

    def pinned() -> list[str]:
        return [tab["view"].label for tab in inbox(client).context["pinned"]]

    for view in views:
        client.post(url, {"view": str(view.id), "act": "pin"})
    assert pinned() == ["a", "b"]
    client.post(url, {"view": str(views[1].id), "act": "up"})
    assert pinned() == ["b", "a"]
    client.post(url, {"view": str(views[1].id), "act": "unpin"})
    assert pinned() == ["a"]
    assert client.post(url, {"view": "x", "act": "pin"}).status_code == 302


def test_only_a_lead_keeps_for_everybody(alice: User, mei: User, browse: Browse) -> None:
    everybody = FORM | {"audience": "everybody"}
    assert browse(alice).post(reverse("cases:save_view"), everybody).status_code == 422
    assert browse(mei).post(reverse("cases:save_view"), everybody).status_code == 302


def test_one_pin_or_eight_take_the_same_queries(alice: User, care: Team, browse: Browse) -> None:
    client = browse(alice)
    texts = ["tag:vat owner:me", "owner:alice@fernhill.example", "team:care", "status:open due<1h"] * 2
    views = [save_view(ViewIn(name=str(n), filter=text), by=access(alice)) for n, text in enumerate(texts)]

    def count(pins: int) -> int:
        pin_views(views[:pins], by=access(alice))
        with CaptureQueriesContext(connection) as caught:
            inbox(client)
        return len(caught)

    count(3)
    assert count(3) == count(8)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("cases:views"))
    SavedView.objects.filter(id__in=[view.id for view in views[2:]]).delete()
    with CaptureQueriesContext(connection) as fewer:
        client.get(reverse("cases:views"))
    assert len(few) == len(fewer)
