from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import FixedShift, FixedSpan, Schedule
from andon.schedules.reads.people_on_call import people_on_call

from .test_on_call import shown_to, signed_in

ADDRESS = "/on-call/checkout/fix_shifts/"


@pytest.fixture
def schedule(omar: User, checkout_team: Team, move_clock: MoveClock) -> Schedule:
    begins = clock.now() - timedelta(days=1)
    return put_schedule(
        slug="checkout", name="Checkout", team=checkout_team, members=[omar], starts_at=begins, by=NOBODY
    )


def typed(mei: User, **more: Any) -> dict[str, Any]:
    return {
        "starts_at": "2026-11-20T00:00",
        "ends_at": "2026-11-22T00:00",
        "reason": "Fair",
        "user_2": str(mei.id),
        "starts_at_2": "2026-11-20T09:00",
        "ends_at_2": "2026-11-20T18:00",
        "leaves_open": "on",
    } | more


def who(schedule: Schedule, day: int, hour: int) -> list[User]:
    return people_on_call([schedule], datetime(2026, 11, day, hour, tzinfo=UTC))[schedule]


def test_fixed_and_taken_away(schedule: Schedule, omar: User, mei: User) -> None:
    assert ADDRESS in shown_to(omar)
    assert signed_in(omar).post(ADDRESS, typed(mei)).status_code == 302
    assert [who(schedule, 20, 10), who(schedule, 20, 20), who(schedule, 22, 1)] == [[mei], [], [omar]]
    shown = signed_in(omar).get(ADDRESS).content.decode()
    assert "Mei Tanaka: Fri 20 Nov, 09:00" in shown
    address = reverse("schedules:unfix_shifts", args=[FixedSpan.objects.get().id])
    assert signed_in(mei).post(address).status_code == 403
    assert signed_in(omar).post(address).status_code == 302
    assert who(schedule, 20, 20) == [omar]


def test_a_hole_is_asked_about_first(schedule: Schedule, omar: User, mei: User) -> None:
    client = signed_in(omar)
    asked = client.post(ADDRESS, typed(mei, leaves_open=""))
    assert asked.status_code == 422
    said = "Fri 20 Nov, 00:00 – Fri 20 Nov, 09:00, Fri 20 Nov, 18:00 – Sun 22 Nov, 00:00"
    assert f"Nobody would be on call: {said}." in asked.content.decode()
    assert not FixedSpan.objects.exists()
    whole = {"starts_at_2": "2026-11-20T00:00", "ends_at_2": "2026-11-22T00:00", "leaves_open": ""}
    saved = client.post(ADDRESS, typed(mei, **whole), follow=True)
    assert "Fixed. The layers count again" in saved.content.decode()


def test_bad_input_is_kept_at_its_field(schedule: Schedule, omar: User, mei: User) -> None:
    for wrong, said in (
        ({"ends_at_2": "2026-11-23T18:00"}, "A shift lies within the time"),
        ({"ends_at_2": ""}, "Say when."),
        ({"ends_at": "2026-11-19T00:00"}, "ends before it begins"),
        ({"user_2": "x"}, "not one of the available choices"),
    ):
        answer = signed_in(omar).post(ADDRESS, typed(mei) | wrong)
        assert answer.status_code == 422, wrong
        assert said in answer.content.decode()
        assert "Fair" in answer.content.decode()
    assert not FixedShift.objects.exists()


def test_others_stay_out(schedule: Schedule, mei: User, rita: User) -> None:
    for user in (mei, rita):
        assert signed_in(user).get(ADDRESS).status_code == 403
        assert signed_in(user).post(ADDRESS, typed(mei)).status_code == 403


def test_by_program(api: Any, schedule: Schedule, omar: User, mei: User) -> None:
    shift = {"user": mei.email, "starts_at": "2026-11-20T09:00:00Z", "ends_at": "2026-11-20T18:00:00Z"}
    body = {"starts_at": "2026-11-20T00:00:00Z", "ends_at": "2026-11-22T00:00:00Z", "shifts": [shift]}
    assert api(mei).post("/schedules/checkout/fix_shifts", body).status_code == 403
    made = api(omar).post("/schedules/checkout/fix_shifts", body)
    assert made.status_code == 201
    assert api(omar).post("/schedules/checkout/fix_shifts", body).status_code == 409
    window = {"starts_at": "2026-11-20T00:00:00Z", "ends_at": "2026-11-22T00:00:00Z"}
    final = api(mei).get("/schedules/checkout/final", **window).json()
    assert [one["user_ids"] for one in final["shifts"]] == [[], [str(mei.id)], []]
    assert [one["starts_at"] for one in final["gaps"]] == ["2026-11-20T00:00:00Z", "2026-11-20T18:00:00Z"]
    assert api(mei).get("/schedules/checkout/final", **window | {"ends_at": "2029-01-01T00:00:00Z"}).status_code == 422
    assert len(api(mei).get("/schedules/checkout/fixed_spans").json()) == 1
    assert api(omar).post(f"/fixed_spans/{made.json()['id']}/unfix_shifts").status_code == 204
    assert api(mei).get("/schedules/checkout/fixed_spans").json() == []


def test_layers_by_program(api: Any, schedule: Schedule, ada: User, omar: User, mei: User) -> None:
    layer = {
        "name": "Nights",
        "turns": [[omar.email, mei.email]],
        "unit": "week",
        "begins": "2026-11-16T09:00:00",
        "restrictions": [{"days": ["fri"], "from": "20:00", "to": "24:00"}],
        "priority": 2,
    }
    assert api(omar).post("/schedules/checkout/put_layers", {"layers": [layer]}).status_code == 403
    put = api(ada).post("/schedules/checkout/put_layers", {"layers": [layer]})
    assert put.status_code == 200
    (said,) = api(mei).get("/schedules/checkout").json()["layers"]
    assert (said["turns"], said["begins"]) == ([[str(omar.id), str(mei.id)]], "2026-11-16T09:00:00")
    assert said["restrictions"] == [{"days": ["fri"], "from": "20:00", "to": "00:00"}]
    assert [who(schedule, 20, 21), who(schedule, 20, 19)] == [[omar, mei], []]
    bad = api(ada).post("/schedules/checkout/put_layers", {"layers": [layer | {"every": 0}]})
    assert bad.status_code == 422
    assert "layers.0.every" in bad.content.decode()
    now = api(mei).get("/on_call", days=7).json()[0]
    assert (now["user_ids"], now["next_user_ids"]) == ([], [str(omar.id), str(mei.id)])
