"""Guesses that get worse are told to administrators, once."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import MoveClock

from andon.kit import clock
from andon.notifications.models import Notice
from andon.people.models import User
from andon.routing.actions.note_drift import note_drift
from andon.routing.models import FieldRouter, Prediction
from andon.routing.reads.drift_of import drift_of
from andon.routing.rules.drift import Guess, weeks_of, worse
from andon.routing.screens.charts import week_lines

from .conftest import Suggest

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)


def guesses(days_ago: int, count: int, *, unknown: int = 0, wrong: int = 0, far: int = 0) -> list[Guess]:
    at = NOW - timedelta(days=days_ago)
    return [
        Guess(at, number >= unknown, -3.0 if number < far else 0.0, None if number < unknown else number >= wrong)
        for number in range(count)
    ]


def test_week_by_week() -> None:
    weeks = weeks_of([*guesses(0, 10, unknown=2, wrong=4, far=1), *guesses(8, 5), *guesses(200, 5)], NOW)
    assert len(weeks) == 13
    last = weeks[-1]
    assert (last.unknown.count, last.unknown.of, last.corrected.count, last.corrected.of) == (2, 10, 2, 8)
    assert (last.far.count, last.distance) == (1, pytest.approx(-0.3))
    assert sum(week.unknown.of for week in weeks) == 15
    assert weeks[0].distance is None
    lines = week_lines(weeks)
    assert lines is not None
    assert lines.unknown.count("L") == 1
    assert week_lines(weeks[:3]) is None


def test_worse_only_by_more_than_chance() -> None:
    before = guesses(30, 100, unknown=10)
    assert worse([*before, *guesses(3, 100, unknown=40)], NOW) == ["unknown"]
    assert worse([*before, *guesses(3, 100, unknown=13)], NOW) == []
    assert worse([*before, *guesses(3, 100, unknown=10, wrong=50)], NOW) == ["corrected"]
    assert worse([*before, *guesses(3, 100, unknown=10, far=40)], NOW) == ["far"]
    assert worse([*before, *guesses(3, 10, unknown=10)], NOW) == []


@pytest.mark.django_db
def test_administrators_are_told_once(suggest: Suggest, ada: User, mei: User, move_clock: MoveClock) -> None:
    now = clock.now()
    for number in range(40):
        suggest(number, accepted=number < 20)
    old = Prediction.objects.filter(accepted=True)
    old.update(made_at=now - timedelta(days=30))
    assert drift_of("team", 0.5).worse == ["unknown"]
    for _twice in range(2):
        note_drift()
    (notice,) = Notice.objects.filter(kind="routing.drift")
    assert notice.user == ada
    assert "Routing suggestions got worse" in notice.headline
    Prediction.objects.all().update(accepted=True)
    note_drift()
    assert Notice.objects.filter(kind="routing.drift").count() == 1
    assert FieldRouter.objects.count() == 4
