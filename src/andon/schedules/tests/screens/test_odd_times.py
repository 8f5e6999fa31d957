"""Times far away: refused at their field, and nothing that is stored can break the calendar."""

from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.paging.models import Policy
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Override, Schedule

from .test_on_call import signed_in
from .test_schedule import typed

FAR = [
    "0001-01-01T00:00",
    "1000-01-01T00:00",
    "9999-12-31T23:59",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00+14:00",
]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_overrides(zone: str, move_clock: MoveClock, on_call: Policy, omar: User) -> None:
    User.objects.filter(id=omar.id).update(time_zone=zone)
    schedule, client = Schedule.objects.get(), signed_in(omar)
    given = {"schedule": schedule.id, "user": omar.id, "starts_at": "2026-11-18T18:00", "ends_at": "2026-11-19T09:00"}
    for far in FAR:
        for name in ("starts_at", "ends_at"):
            answer = client.post(reverse("schedules:override_shift"), given | {name: far})
            assert answer.status_code == 422, (far, name)
    assert not Override.objects.exists()
    assert client.get(reverse("schedules:on_call")).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_rotations(day: str, ada: User, omar: User, checkout_team: Team) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        given = typed(checkout_team, omar, slug="odd", time_zone=zone) | {"l0-begins": day}
        assert signed_in(ada).post(reverse("schedules:new_schedule"), given).status_code == 422
    assert not Schedule.objects.exists()


def test_by_program(api: Any, move_clock: MoveClock, on_call: Policy, ada: User, omar: User) -> None:
    for far in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        cover = {"user": omar.email, "starts_at": "2026-11-18T18:00:00Z", "ends_at": "2026-11-19T18:00:00Z"}
        for name in ("starts_at", "ends_at"):
            answer = api(ada).post("/schedules/checkout/override_shift", cover | {name: far})
            assert answer.status_code == 422, (far, name)
        body = {"slug": "odd", "name": "Odd", "team": "checkout", "members": [omar.email], "starts_at": far}
        assert api(ada).post("/schedules/put_schedule", body).status_code == 422
    for odd in ("\0", "x" * 5000):
        assert api(ada).get(f"/schedules/{odd[:200]}").status_code in (404, 422)
        assert api(ada).post("/schedules/checkout/override_shift", cover | {"user": odd}).status_code in (404, 422)
    assert not Override.objects.exists()


def test_a_rotation_that_began_long_ago_is_quick_to_read(omar: User, checkout_team: Team, ada: User) -> None:
    long_ago = datetime(2000, 1, 1, 9, tzinfo=UTC)
    put_schedule(
        slug="old", name="Old", team=checkout_team, members=[omar, ada], starts_at=long_ago, turn_days=1, by=NOBODY
    )
    assert signed_in(ada).get(reverse("schedules:on_call")).status_code == 200
