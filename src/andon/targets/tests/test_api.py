"""Hours and promises for programs."""

from collections.abc import Callable
from typing import Any

import pytest

from andon.people.models import User

from .conftest import OFFICE

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
CALENDAR = {"slug": "office", "name": "Office", "content": OFFICE}
POLICY = {"slug": "gold", "name": "Gold", "condition": "tier:strategic", "targets": {"first_reply": {"*": 30}}}


def test_calendars(api: Api, mei: User, alice: User) -> None:
    made = api(mei).post("/targets/put_calendar", CALENDAR | {"country": "DE", "struck": ["2026-12-26"]})
    assert (made.status_code, made.json()["version"]) == (200, 1)
    assert api(mei).post("/targets/put_calendar", CALENDAR).json()["version"] == 2
    assert [one["slug"] for one in api(mei).get("/targets/calendars").json()] == ["always", "office"]
    days = api(mei).get("/targets/calendars/office/days").json()
    assert (len(days), {one["hours"] for one in days}) == (14, {0.0, 8.0})
    assert api(mei).post("/targets/calendars/always/delete_calendar").status_code == 409
    assert api(mei).post("/targets/calendars/office/delete_calendar").status_code == 204
    assert api(alice).get("/targets/calendars").status_code == 403
    assert api(alice).post("/targets/put_calendar", CALENDAR).status_code == 403


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"zone": "Mars/Base"}, "zone"),
        ({"week": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "week.mon"),
        ({"week": {"mon": [["09:00"]]}}, "week.mon"),
        ({"week": {"funday": []}}, "week"),
        ({"week": 5}, "week"),
        ({"holidays": ["soon"]}, "holidays"),
        ({"holidays": {"2026-12-24": "x\u0000"}}, "holidays"),
        ({"hours": {"2026-12-24": [["9", "10"]]}}, "hours.2026-12-24"),
    ],
)
def test_bad_hours_are_refused_by_name(bad: dict[str, Any], field: str, api: Api, mei: User) -> None:
    answer = api(mei).post("/targets/put_calendar", CALENDAR | {"content": OFFICE | bad})
    assert answer.status_code == 422
    assert field in str(answer.json())


def test_policies(api: Api, mei: User, alice: User) -> None:
    rungs = [{"kind": "first_reply", "at": "75%", "tell": "owner"}]
    made = api(mei).post("/targets/put_target_policy", POLICY | {"rungs": rungs})
    assert (made.status_code, made.json()["version"]) == (200, 1)
    assert api(mei).post("/targets/put_target_policy", POLICY | {"rungs": rungs}).json()["version"] == 1
    api(mei).post("/targets/put_target_policy", POLICY | {"slug": "silver", "condition": ""})
    ordered = api(mei).post("/targets/order_target_policies", {"policies": ["silver", "gold"]}).json()
    assert [one["slug"] for one in ordered] == ["silver", "gold", "everyone"]
    assert api(mei).post("/targets/policies/gold/retire_target_policy").status_code == 200
    assert [one["slug"] for one in api(mei).get("/targets/policies").json()] == ["silver", "everyone"]
    assert api(alice).post("/targets/put_target_policy", POLICY).status_code == 403


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"condition": "status:open"}, "condition"),
        ({"condition": "tag:\u0000"}, "condition"),
        ({"targets": {"first_reply": {"*": 0}}}, "targets.first_reply"),
        ({"targets": {"First!": {"*": 5}}}, "targets"),
        ({"rungs": [{"kind": "first_reply", "at": "75%"}]}, "rungs"),
        ({"rungs": [{"kind": "first_reply", "at": "75%", "policy": "nobody"}]}, "rungs"),
        ({"grouped_by": "mood"}, "grouped_by"),
        ({"calendar": "nowhere"}, "calendar"),
        ({"valid_from": "2026-02-02", "valid_until": "2026-01-01"}, "valid_until"),
        ({"pause_on": ["lunch"]}, "pause_on"),
        ({"update_mode": "never"}, "update_mode"),
    ],
)
def test_bad_policies_are_refused_by_name(bad: dict[str, Any], field: str, api: Api, mei: User) -> None:
    answer = api(mei).post("/targets/put_target_policy", POLICY | bad)
    assert answer.status_code == 422
    assert field in str(answer.json())
