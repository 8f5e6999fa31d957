"""The inbox: views, order, reasons, filter, paging, and a flat number of queries."""

from datetime import timedelta

import pytest
from conftest import MoveClock
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from andon.cases.actions.close_case import close_case
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case
from andon.cases.screens import inbox as screen
from andon.cases.tests.conftest import make_case
from andon.customers.models import Contact
from andon.kit import clock
from andon.people.models import Team, User
from andon.people.presence import look_at

from .conftest import Browse


def titles(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("cases:inbox"), asked)
    assert answer.status_code == 200
    return [row.case.title for _group, rows in answer.context["groups"] for row in rows]


def test_each_view(
    alice: User, bob: User, care: Team, billing: Team, dana: Contact, move_clock: MoveClock, browse: Browse
) -> None:
    def opened(title: str, **given: object) -> Case:
        return make_case(title=title, contact=dana, **{"team": care, "owner": alice} | given)

    opened("mine")
    opened("of bob", owner=bob)
    opened("of billing", team=billing, owner=None)
    reply_to_case(opened("answered"), by=alice.actor, body="On it.")
    solve_case(opened("solved"), by=alice.actor)
    close_case(opened("closed"), by=alice.actor, reason="withdrawn")
    mark_spam(opened("spam"), by=alice.actor)
    queued = opened("queued")
    Case.objects.filter(id=queued.id).update(owner=None)
    client = browse(alice)
    assert titles(client) == ["mine"]
    assert set(titles(client, view="team")) == {"mine", "of bob", "queued"}
    assert titles(client, view="unassigned") == ["queued"]
    assert titles(client, view="owed") == []
    assert set(titles(client, view="open")) == {"mine", "of bob", "queued"}
    assert titles(client, view="waiting") == titles(client, view="waiting_mine") == ["answered"]
    assert titles(client, view="solved") == ["solved"]
    assert titles(client, view="closed") == ["closed"]
    assert titles(client, view="spam") == ["spam"]
    assert titles(client, view="no such") == ["mine"]
    counts = {tab["view"].name: tab["count"] for tab in client.get(reverse("cases:inbox")).context["views"]}
    assert counts["team"] == "3"
    assert counts["owed"] == "0"


def test_what_hurts_first_stands_first_with_its_reason(
    alice: User, care: Team, dana: Contact, move_clock: MoveClock, browse: Browse
) -> None:
    for title, minutes in (("later", 300), ("soon", 50), ("late", -5), ("now", 10)):
        case = make_case(title=title, contact=dana, team=care, owner=alice)
        Case.objects.filter(id=case.id).update(due_at=clock.now() + timedelta(minutes=minutes))
    client = browse(alice)
    assert titles(client) == ["late", "now", "soon", "later"]
    text = client.get(reverse("cases:inbox")).content.decode()
    for part in ("First reply was due 08:55", "First reply due 09:10", "5 min over", "Within the hour", "Strategic"):
        assert part in text, part


def test_the_chosen_case_stands_beside_the_list(case: Case, charlie: User, alice: User, browse: Browse) -> None:
    text = browse(alice).get(reverse("cases:inbox"), {"case": case.ref}).content.decode()
    assert 'aria-current="true"' in text
    assert "It hangs." in text
    assert "Send to Dana" in text
    assert browse(charlie).get(reverse("cases:inbox"), {"case": case.ref}).status_code == 404


def test_a_filter_and_pages(
    alice: User, care: Team, dana: Contact, monkeypatch: pytest.MonkeyPatch, browse: Browse
) -> None:
    monkeypatch.setattr(screen, "ROWS", 2)
    for number in range(5):
        make_case(title=f"Parcel {number}", contact=dana, team=care, owner=alice, tags=["vat"] if number == 3 else [])
    client = browse(alice)
    assert titles(client, q="parcel 4") == ["Parcel 4"]
    assert titles(client, q="VAT") == ["Parcel 3"]
    assert len(titles(client, q="acme")) == 2
    assert titles(client, q="nothing") == []
    seen, after = list[str](), ""
    while True:
        answer = client.get(reverse("cases:inbox"), {"after": after})
        seen += [row.case.title for _group, rows in answer.context["groups"] for row in rows]
        after = answer.context["next_cursor"]
        if after is None:
            break
    assert sorted(seen) == [f"Parcel {number}" for number in range(5)]
    assert len(titles(client, after="nonsense")) == 2


def test_who_may_open_it(rita: User, charlie: User, omar: User, mei: User, case: Case, browse: Browse) -> None:
    assert titles(browse(charlie), view="open") == []
    assert titles(browse(mei), view="open") == titles(browse(mei)) == ["Checkout hangs"]
    for nobody in (rita, omar):
        assert browse(nobody).get(reverse("cases:inbox")).status_code == 403
    assert browse(mei).post(reverse("cases:inbox")).status_code == 405


def test_three_rows_or_thirty_take_the_same_queries(
    alice: User, bob: User, care: Team, dana: Contact, browse: Browse
) -> None:
    client = browse(alice)

    def count(rows: int) -> int:
        for _ in range(rows):
            look_at(make_case(contact=dana, team=care, owner=alice).subject, bob)
        with CaptureQueriesContext(connection) as caught:
            titles(client)
        return len(caught)

    count(1)
    assert count(2) == count(27)


def test_a_selection_is_handed_over(case: Case, alice: User, bob: User, care: Team, browse: Browse) -> None:
    other = make_case(team=care, owner=alice)
    client, url = browse(alice), reverse("cases:hand_over_cases")
    chosen = {"case": [str(case.id), str(other.id)], "to": f"user:{bob.id}"}
    refused = client.post(url, chosen)
    assert refused.status_code == 422
    assert "This field is required" in refused.content.decode()
    assert refused.content.decode().count(" checked>") >= 2
    assert client.post(url, chosen | {"reason": "My shift ends"}).status_code == 302
    assert set(Case.objects.values_list("owner__name", flat=True)) == {"Bob Keller"}
    assert client.post(url, chosen | {"case": ["x"]}).status_code == 404
    assert client.get(url).status_code == 405


def test_cases_out_of_the_queue_need_no_reason(
    case: Case, alice: User, bob: User, charlie: User, care: Team, browse: Browse
) -> None:
    Case.objects.update(owner=None)
    client, url = browse(alice), reverse("cases:assign_cases")
    chosen = {"case": [str(case.id)], "to": f"user:{bob.id}"}
    assert client.post(url, chosen | {"to": f"team:{care.id}"}).status_code == 422
    assert client.post(url, chosen).status_code == 302
    case.refresh_from_db()
    assert case.owner == bob
    taken = client.post(url, chosen | {"to": f"user:{alice.id}"})
    assert taken.status_code == 422
    assert "Hand it over with a reason" in taken.content.decode()
    assert browse(charlie).post(url, chosen).status_code == 404
