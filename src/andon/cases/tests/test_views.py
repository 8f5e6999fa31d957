"""Kept views: who sees, changes and deletes which; what a program does with them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import access

from andon.cases.actions.change_view import change_view
from andon.cases.actions.delete_view import delete_view
from andon.cases.actions.pin_views import pin_views
from andon.cases.actions.save_view import save_view
from andon.cases.models import Case, SavedView
from andon.cases.reads.kept_views import pinned_views
from andon.cases.view_in import ViewIn
from andon.kit import clock
from andon.kit.errors import Invalid, NotAllowed
from andon.people.models import Team, User

from .conftest import make_case
from .types import complaint

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


def keep(user: User, name: str = "Vat", text: str = "tag:vat", **more: Any) -> SavedView:
    return save_view(ViewIn(name=name, filter=text, **more), by=access(user))


def seen_by(user: User) -> set[str]:
    return set(SavedView.objects.visible_to(access(user)).values_list("name", flat=True))


def test_who_sees_which(alice: User, bob: User, charlie: User, mei: User, omar: User, care: Team) -> None:
    keep(alice, "hers")
    keep(alice, "team's", audience="team", team=care)
    keep(mei, "everybody's", audience="everybody")
    assert seen_by(alice) == {"hers", "team's", "everybody's"}
    assert seen_by(bob) == {"team's", "everybody's"}
    assert seen_by(charlie) == {"everybody's"}
    assert seen_by(omar) == set()


def test_who_keeps_for_whom(alice: User, charlie: User, mei: User, care: Team) -> None:
    for user, given in ((alice, {"audience": "everybody"}), (charlie, {"audience": "team", "team": care})):
        with pytest.raises(NotAllowed):
            keep(user, **given)
    for field, given in {
        "name": {"name": " "},
        "filter": {"text": "nothing:1"},
        "order": {"order": "random"},
        "audience": {"audience": "world"},
        "team": {"audience": "team"},
    }.items():
        with pytest.raises(Invalid) as no:
            keep(mei, **given)
        assert set(no.value.faults) == {field}
    with pytest.raises(Invalid, match="gone@x"):
        keep(mei, text="owner:gone@x")


def test_who_changes_and_deletes(alice: User, bob: User, mei: User, care: Team) -> None:
    view = keep(alice, audience="team", team=care)
    item = ViewIn(name="Vat", filter="tag:vat status:open", audience="team", team=care)
    for act in (lambda: change_view(view, item, by=access(bob)), lambda: delete_view(view, by=access(bob))):
        with pytest.raises(NotAllowed):
            act()
    assert change_view(view, item, by=access(mei)).filter == "tag:vat status:open"
    pin_views([view], by=access(bob))
    delete_view(view, by=access(alice))
    delete_view(view, by=access(alice))
    assert pinned_views(access(bob)) == []


def test_what_she_pinned_stands_in_her_order(alice: User, mei: User) -> None:
    first, second = keep(alice, "first"), keep(alice, "second")
    theirs = keep(mei, "theirs", audience="everybody")
    pin_views([second, theirs, first, second], by=access(alice))
    assert pinned_views(access(alice)) == [second, theirs, first]
    change_view(theirs, ViewIn(name="theirs"), by=access(mei))
    assert pinned_views(access(alice)) == [second, first]
    with pytest.raises(Invalid):
        pin_views([keep(alice, str(n)) for n in range(13)], by=access(alice))


def test_a_program_keeps_lists_and_reads_their_cases(
    api: Api, alice: User, bob: User, charlie: User, care: Team, billing: Team
) -> None:
    complaint()
    for title, team, given in (
        ("late", care, {"fields": {"cost": 5}}),
        ("dear", care, {"fields": {"cost": 500}}),
        ("elsewhere", billing, {"fields": {"cost": 900}}),
    ):
        make_case(title=title, team=team)
        Case.objects.filter(title=title).update(**given)
    program = api(alice)
    body = {"name": "Dear", "filter": "field.cost>100", "order": "newest"}
    view = program.post("/views/save_view", body).json()
    listed = program.get(f"/views/{view['id']}/cases").json()
    assert [case["title"] for case in listed["items"]] == ["dear"]
    shared = program.post(f"/views/{view['id']}/change_view", body | {"audience": "team", "team": "care"}).json()
    assert (shared["audience"], shared["team"]) == ("team", "care")
    assert [one["name"] for one in api(bob).get("/views").json()] == ["Dear"]
    assert api(charlie).get("/views").json() == []
    assert api(charlie).get(f"/views/{view['id']}/cases").status_code == 404
    assert api(bob).post(f"/views/{view['id']}/delete_view").status_code == 403
    assert api(bob).post("/views/pin_views", {"views": [view["id"]]}).json()[0]["id"] == view["id"]
    assert api(charlie).post("/views/pin_views", {"views": [view["id"]]}).status_code == 422
    bad = program.post("/views/save_view", body | {"filter": "cost>100"})
    assert (bad.status_code, bad.json()["errors"][0]["field"]) == (422, "filter")
    assert program.post(f"/views/{view['id']}/delete_view").status_code == 204
    assert api().post("/views/save_view", body).status_code == 422


def test_pages_of_what_is_due_end_with_what_is_not(api: Api, alice: User, care: Team) -> None:
    for n in range(7):
        make_case(title=str(n), team=care)
        due = clock.now() + timedelta(minutes=60 - n) if n < 4 else None
        Case.objects.filter(title=str(n)).update(due_at=due)
    view = keep(alice, text="", order="due")
    program, seen, cursor = api(alice), list[str](), ""
    while True:
        answer = program.get(f"/views/{view.id}/cases", limit=2, cursor=cursor).json()
        seen += [case["title"] for case in answer["items"]]
        if not (cursor := answer["next_cursor"]):
            break
    assert seen[:4] == ["3", "2", "1", "0"]
    assert sorted(seen[4:]) == ["4", "5", "6"]


def test_the_list_is_one_query_whatever_it_is_filtered_by(api: Api, alice: User, bob: User, care: Team) -> None:
    complaint()
    program = api(alice)

    def count(text: str) -> int:
        view = keep(alice, text=text)
        with CaptureQueriesContext(connection) as caught:
            assert program.get(f"/views/{view.id}/cases").status_code == 200
        return len(caught)

    count("")
    without = count("")
    assert count("status:open tag:vat tier:growth waiting>2d due<1h channel:email language:de is:owed") == without
    assert count("field.cost>5 -field.wrong:late") == without + 1
    names = f"owner:{bob.email},{alice.email},me team:care,mine type:complaint account:acme field.wrong:late"
    make_case(team=care)
    assert count(names.replace("account:acme ", "")) == without + 4
    for _ in range(20):
        make_case(team=care)
    assert count("") == without
