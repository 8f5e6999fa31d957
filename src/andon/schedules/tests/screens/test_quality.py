from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.layer_in import LayerIn, RestrictionIn
from andon.schedules.rules.final import Watch
from andon.schedules.rules.quality import evenness, quality_of

from .test_on_call import signed_in

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def watch(day: float, length: float, *people: str) -> Watch[str]:
    start = MONDAY + timedelta(days=day)
    return Watch(start, start + timedelta(days=length), people)


def test_hours_nights_weekends_and_gaps() -> None:
    found = quality_of([watch(0, 5, "a"), watch(5, 1, "b"), watch(6, 1)], ZoneInfo("UTC"))
    assert (found.hours, found.gap_hours, round(found.gap_share, 4)) == (168, 24, 0.1429)
    assert [(one.person, one.hours, one.nights, one.weekends) for one in found.loads] == [
        ("a", 120, 45, 0),
        ("b", 24, 9, 24),
    ]
    assert found.even_weekends == 0


def test_the_score() -> None:
    even = quality_of([watch(0, 7, "a"), watch(7, 7, "b")], ZoneInfo("UTC"))
    assert even.score == 100
    assert quality_of([watch(0, 14)], ZoneInfo("UTC")).score == 0
    assert quality_of([watch(0, 14, "a")], ZoneInfo("UTC")).score == 100
    half = quality_of([watch(0, 7, "a", "b"), watch(7, 7)], ZoneInfo("UTC"))
    assert half.score == 70


@pytest.mark.parametrize(
    ("shares", "expected"), [([1, 1, 1], 1), ([1, 0], 0), ([3, 1], 0.5), ([1], None), ([0, 0], None), ([], None)]
)
def test_evenness(shares: list[float], expected: float | None) -> None:
    assert evenness(shares) == expected


def test_the_screen_and_the_endpoint_say_the_same(
    api: Any, alice: User, omar: User, mei: User, checkout_team: Team, move_clock: MoveClock
) -> None:
    days = LayerIn(
        name="Days", turns=[[omar], [mei]], unit="week", begins=datetime(2026, 11, 16),  # noqa: DTZ001
        restrictions=[RestrictionIn(begins=9 * 60, ends=17 * 60)],
    )  # fmt: skip
    put_schedule(slug="days", name="Days", team=checkout_team, layers=[days], by=NOBODY)
    move_clock.to(MONDAY)
    answer = signed_in(alice).get(reverse("schedules:quality", args=["days"]) + "?weeks=4")
    shown = answer.content.decode()
    assert "Nobody is on call for 448 h, 66.7 % of the time." in shown
    assert "Omar Haddad" in shown
    said = api(alice).get("/schedules/days/quality", weeks=4).json()
    assert (said["gap_hours"], [load["hours"] for load in said["loads"]]) == (448, [112, 112])
    assert f"{said['score']} of 100" in shown
    assert api(alice).get("/schedules/days/quality", weeks=5).status_code == 422
    assert signed_in(alice).get(reverse("schedules:quality", args=["days"]) + "?weeks=x").status_code == 200
