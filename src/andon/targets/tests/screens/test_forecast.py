"""What comes due, how promises were kept, and the arithmetic of a case's clocks at the screen."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.wait_for import wait_for
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.models import Clock
from andon.targets.tests.conftest import Browse

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(dana: Contact, care: Team, alice: User, move_clock: MoveClock) -> Case:
    targets = {"first_reply": {"*": 240, "urgent": 60}, "next_reply": {"*": 240}, "resolution": {"*": 960}}
    put_target_policy(TargetPolicyIn(slug="gold", name="=Gold", targets=targets), by=NOBODY)
    return opened(dana, care, alice)


def opened(dana: Contact, care: Team, owner: User) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=owner, receipt=False)
    return open_case(given, by=NOBODY)


def test_what_comes_due_by_the_hour(
    case: Case, alice: User, charlie: User, browse: Browse, move_clock: MoveClock
) -> None:
    url = reverse("targets:forecast")
    context = browse(alice).get(url).context
    assert [(n, hour.due, hour.at_risk) for n, hour in enumerate(context["found"].hours) if hour.due] == [
        (4, 1, 0),
        (16, 1, 0),
    ]
    move_clock.forward(hours=3, minutes=1)
    found = browse(alice).get(url)
    assert [(hour.due, hour.at_risk) for hour in found.context["found"].hours if hour.due] == [(1, 1), (1, 0)]
    assert "It hangs" in found.content.decode()
    move_clock.forward(hours=2)
    assert browse(alice).get(url).context["found"].late == 1
    assert "It hangs" not in browse(charlie).get(url).content.decode()


def test_the_forecast_asks_as_much_for_many(
    case: Case, dana: Contact, care: Team, alice: User, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        opened(dana, care, alice)
    client = browse(alice)
    client.get(reverse("targets:forecast"))
    with django_assert_max_num_queries(14):
        client.get(reverse("targets:forecast"))


def test_the_csv_says_what_the_screen_says(
    case: Case,
    dana: Contact,
    care: Team,
    alice: User,
    mei: User,
    relay: MailRelay,
    browse: Browse,
    move_clock: MoveClock,
) -> None:
    reply_to_case(case, by=alice.actor, body="Here", send_now=True)
    late = opened(dana, care, alice)
    move_clock.forward(hours=5)
    reply_to_case(late, by=alice.actor, body="Here", send_now=True)
    client = browse(mei)
    shown = client.get(reverse("targets:kept")).context["rows"]
    content = client.get(reverse("targets:kept_csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))[1:]
    written = [[cell.removeprefix("'") for cell in row] for row in rows]
    assert written == [[str(cell) for cell in one.row] for one in shown]
    first = next(one for one in shown if one.kind == "first_reply")
    assert (first.met, first.missed, first.percent, first.team) == (1, 1, "50.0", "Care")
    assert "'=Gold" in content


def test_pauses_that_look_wrong_are_listed(
    case: Case, dana: Contact, alice: User, mei: User, relay: MailRelay, browse: Browse, move_clock: MoveClock
) -> None:
    reply_to_case(case, by=alice.actor, body="Which order?", send_now=True)
    receive_customer_message(case, by=dana.actor, body="A-77", channel="email")
    wait_for(case, who="customer", by=alice.actor)
    move_clock.forward(minutes=50)
    reply_to_case(case, by=alice.actor, body="Sent", send_now=True)
    idle = browse(mei).get(reverse("targets:kept")).context["idle"]
    assert {(name, length) for _one, name, length in idle} == {("Next reply", "50 min"), ("Resolution", "50 min")}
    assert browse(alice).get(reverse("targets:kept")).status_code == 403


def test_each_minute_is_explained_and_sums_up(
    case: Case, dana: Contact, alice: User, charlie: User, relay: MailRelay, browse: Browse, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=20)
    reply_to_case(case, by=alice.actor, body="Which order?", send_now=True)
    move_clock.forward(minutes=30)
    url = reverse("targets:clocks", args=["case", case.id])
    answer = browse(alice).get(url)
    whole = next(row for row in answer.context["rows"] if row["clock"].kind == "resolution")
    assert [(why, length) for _segment, why, length in whole["segments"]] == [
        ("counted", "20 min"),
        ("waits for the customer", "30 min"),
    ]
    assert whole["one"].elapsed == timedelta(minutes=20)
    assert "paused, 15 h 40 min left" in answer.content.decode()
    assert browse(charlie).get(url).status_code == 404
    assert "paused, 15 h 40 min left" in browse(alice).get(reverse("cases:case", args=[case.ref])).content.decode()


def test_what_if_says_what_would_be_due_and_changes_nothing(case: Case, alice: User, browse: Browse) -> None:
    url = reverse("targets:clocks", args=["case", case.id])
    found = browse(alice).get(url, {"priority": "urgent"}).context["would_be"]
    first = next(one for one, _name in found if one.kind == "first_reply")
    assert first.due_now is not None
    assert first.due_then == first.due_now - timedelta(hours=3)
    by_other = browse(alice).get(url, {"policy": "everyone"}).context["would_be"]
    other = next(one for one, _name in by_other if one.kind == "first_reply")
    assert other.due_then == first.due_now - timedelta(minutes=210)
    assert Clock.objects.get(subject_id=case.id, kind="first_reply").due_at == first.due_now
    assert Case.objects.get(id=case.id).priority == "normal"
    assert browse(alice).get(url, {"priority": "silly"}).status_code == 422


def test_programs_ask_the_same(case: Case, alice: User, charlie: User, mei: User, api: Any) -> None:
    path = f"/targets/clocks/case/{case.id}"
    clocks = {one["kind"]: one for one in api(alice).get(path).json()}
    assert (clocks["first_reply"]["state"], clocks["first_reply"]["policy"]) == ("running", "=Gold")
    would_be = api(alice).get(f"{path}/what_if", priority="urgent").json()
    assert {one["kind"]: one["due_then"] < one["due_now"] for one in would_be} == {
        "first_reply": True,
        "resolution": False,
    }
    assert api(alice).get(f"{path}/what_if", priority="silly").status_code == 422
    assert api(charlie).get(path).status_code == 404
    assert sum(one["due"] for one in api(alice).get("/targets/forecast").json()["hours"]) == 2
    assert {one["kind"] for one in api(mei).get("/targets/kept").json()} == {"first_reply", "resolution"}
    assert api(alice).get("/targets/kept").status_code == 403
