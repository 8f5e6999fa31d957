from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Schedule, Swap

from .test_on_call import SCREEN, shown_to, signed_in

GIVEN = {"swap-starts_at": "2026-11-18T18:00", "swap-ends_at": "2026-11-19T08:00", "swap-note": "<b>Opera</b>"}


@pytest.fixture
def schedule(omar: User, mei: User, checkout_team: Team, move_clock: MoveClock) -> Schedule:
    """Omar's week; Mei's comes after it, though she is of another team."""
    begins = clock.now() - timedelta(hours=1)
    return put_schedule(
        slug="checkout", name="Checkout", team=checkout_team, members=[omar, mei], starts_at=begins, by=NOBODY
    )


@pytest.fixture
def swap(schedule: Schedule, omar: User) -> Swap:
    answer = signed_in(omar).post(reverse("schedules:ask_for_swap"), GIVEN | {"swap-schedule": schedule.id})
    assert answer.status_code == 302
    return Swap.objects.get()


def post(user: User, verb: str, swap: Swap) -> int:
    return int(signed_in(user).post(reverse(f"schedules:{verb}", args=[swap.id])).status_code)


def test_asked_offered_declined_and_taken(swap: Swap, omar: User, mei: User, alice: User) -> None:
    assert "&lt;b&gt;Opera&lt;/b&gt;" in shown_to(mei)
    assert "I cannot" in shown_to(mei)
    assert "Opera" not in shown_to(alice)
    assert post(mei, "decline_swap", swap) == 302
    assert "no from Mei Tanaka" in shown_to(omar)
    taken = signed_in(mei).post(reverse("schedules:take_swap", args=[swap.id]), follow=True)
    assert "It is yours now." in taken.content.decode()
    swap.refresh_from_db()
    assert (swap.state, swap.taker) == ("taken", mei)
    assert "Swap" in shown_to(omar)
    answer = signed_in(omar).post(reverse("schedules:withdraw_swap", args=[swap.id]))
    assert answer.status_code == 409
    assert "It is taken" in answer.content.decode()


def test_others_have_no_say(swap: Swap, alice: User, rita: User, mei: User) -> None:
    for user in (alice, rita):
        for verb in ("take_swap", "decline_swap", "withdraw_swap"):
            assert post(user, verb, swap) == 403
    assert post(mei, "withdraw_swap", swap) == 403
    assert signed_in(mei).get(reverse("schedules:take_swap", args=[swap.id])).status_code == 405


def test_what_makes_no_sense_is_kept_and_said(schedule: Schedule, omar: User, mei: User, alice: User) -> None:
    address = reverse("schedules:ask_for_swap")
    for wrong in (
        {"swap-starts_at": "2026-11-19T18:00"},
        {"swap-starts_at": "2026-11-01T18:00"},
        {"swap-ends_at": "9999-11-01T18:00"},
        {"swap-starts_at": "2026-12-01T18:00", "swap-ends_at": "2026-12-01T19:00"},
    ):
        answer = signed_in(mei).post(address, GIVEN | {"swap-schedule": schedule.id} | wrong)
        if wrong.get("swap-starts_at", "").startswith("2026-12"):
            answer = signed_in(omar).post(address, GIVEN | {"swap-schedule": schedule.id} | {
                "swap-starts_at": "2026-11-25T18:00", "swap-ends_at": "2026-11-25T19:00"})  # fmt: skip
        assert answer.status_code == 422
        assert "Opera" in answer.content.decode()
    assert signed_in(alice).post(address, GIVEN | {"swap-schedule": schedule.id}).status_code == 422
    assert not Swap.objects.exists()


def test_twice_for_the_same_time_is_refused(swap: Swap, omar: User) -> None:
    given = GIVEN | {"swap-schedule": swap.schedule_id}
    assert signed_in(omar).post(reverse("schedules:ask_for_swap"), given).status_code == 422
    assert Swap.objects.count() == 1


def test_by_program(api: Any, schedule: Schedule, omar: User, mei: User, alice: User) -> None:
    body = {"starts_at": "2026-11-18T18:00:00Z", "ends_at": "2026-11-19T08:00:00Z", "note": "Opera"}
    assert api().post("/schedules/checkout/ask_for_swap", body).status_code == 403
    made = api(omar).post("/schedules/checkout/ask_for_swap", body)
    assert made.status_code == 201
    id = made.json()["id"]
    assert [one["id"] for one in api(mei).get("/swaps").json()] == [id]
    assert api(alice).get("/swaps").json() == []
    assert api(alice).post(f"/swaps/{id}/take_swap").status_code == 403
    assert api(alice).post(f"/swaps/{id}/withdraw_swap").status_code == 403
    assert api(mei).post(f"/swaps/{id}/decline_swap").status_code == 204
    assert api(omar).post(f"/swaps/{id}/take_swap").status_code == 403
    assert api(mei).post(f"/swaps/{id}/take_swap").json()["taker_id"] == str(mei.id)
    assert api(omar).post(f"/swaps/{id}/withdraw_swap").status_code == 409


def test_many_swaps_cost_no_more(swap: Swap, omar: User, django_assert_max_num_queries: Any) -> None:
    client = signed_in(omar)
    for day in range(1, 20):
        Swap.objects.create(
            schedule=swap.schedule,
            asker=omar,
            made_at=clock.now(),
            starts_at=clock.now() + timedelta(days=day),
            ends_at=clock.now() + timedelta(days=day, hours=1),
        )
    with django_assert_max_num_queries(36):
        assert client.get(reverse(SCREEN)).status_code == 200
