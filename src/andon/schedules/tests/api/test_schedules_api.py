from collections.abc import Callable
from typing import Any

from conftest import MoveClock

from andon.paging.models import Policy
from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_keeps_a_schedule(api: Api, ada: User, omar: User, mei: User, checkout_team: object) -> None:
    given = {
        "slug": "checkout",
        "name": "Checkout",
        "team": "checkout",
        "members": [omar.email, str(mei.id)],
        "starts_at": "2026-01-05T09:00:00Z",
        "time_zone": "Europe/Lisbon",
    }
    assert api(ada).post("/schedules/put_schedule", given).status_code == 200
    assert api(ada).get("/schedules").json()["items"][0]["slug"] == "checkout"
    assert api(mei).get("/schedules/checkout").json()["time_zone"] == "Europe/Lisbon"
    # Mei leads another team; Omar leads none.
    assert api(mei).post("/schedules/put_schedule", given).status_code == 403
    assert api(omar).post("/schedules/put_schedule", given).status_code == 403
    assert api(ada).post("/schedules/put_schedule", given | {"starts_at": "2026-01-05T09:00:00"}).status_code == 422
    assert api(ada).post("/schedules/put_schedule", given | {"time_zone": "Mars"}).status_code == 422


def test_who_is_on_call_with_overrides(
    on_call: Policy, api: Api, omar: User, charlie: User, move_clock: MoveClock
) -> None:
    cover = {
        "user": "ines@fernhill.example",
        "starts_at": "2026-11-17T08:00:00Z",
        "ends_at": "2026-11-18T08:00:00Z",
    }
    assert api(omar).get("/on_call").json()[0]["user_id"] == str(omar.id)
    assert api(charlie).post("/schedules/checkout/override_shift", cover).status_code == 403
    made = api(omar).post("/schedules/checkout/override_shift", cover)
    assert made.status_code == 201
    (duty,) = api(charlie).get("/on_call", days=2).json()
    assert (duty["user_id"], [shift["covers"] for shift in duty["shifts"]]) == (made.json()["user_id"], [True, False])
    assert len(api(omar).get("/schedules/checkout/overrides").json()) == 1
    id = made.json()["id"]
    assert api(charlie).post(f"/overrides/{id}/remove_override").status_code == 403
    assert api(omar).post(f"/overrides/{id}/remove_override").status_code == 204
    # What is over stays; taking it away again changes nothing.
    assert api(omar).post(f"/overrides/{id}/remove_override").status_code == 204
    assert api(omar).get("/schedules/checkout/overrides").json() == []
    assert api(omar).get("/on_call").json()[0]["user_id"] == str(omar.id)
    backwards = cover | {"ends_at": "2026-11-16T08:00:00Z"}
    assert api(omar).post("/schedules/checkout/override_shift", backwards).status_code == 422
