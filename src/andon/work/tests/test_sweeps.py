"""Rows that are over go by themselves, in batches, every day, whatever restarts in between."""

from datetime import timedelta

import pytest
from conftest import MoveClock

from andon.kit import clock
from andon.work import sweeps
from andon.work.models import Blob, DueWork

pytestmark = pytest.mark.django_db
NAME = "tests.sweep"


@sweeps.sweep(NAME)
def forget_blobs(most: int) -> int:
    return sweeps.delete_some(Blob.objects.filter(size__gt=0), most)


# Other tests that plan the sweeps do not plan this one.
sweeps._sweeps.remove(forget_blobs)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, move_clock: MoveClock) -> None:
    """Only this sweep, of two rows a batch."""
    monkeypatch.setattr(sweeps, "_sweeps", [forget_blobs])
    monkeypatch.setattr(sweeps, "BATCH", 2)


def _blobs(count: int, size: int) -> None:
    Blob.objects.bulk_create(Blob(sha256=f"{size}-{n}", content=b"", size=size) for n in range(count))


def test_what_is_over_goes_batch_by_batch_and_the_rest_stays(move_clock: MoveClock) -> None:
    _blobs(5, size=1)
    _blobs(3, size=0)
    sweeps.ensure_sweeps()
    move_clock.forward(minutes=11)
    assert Blob.objects.count() == 3


def test_it_comes_again_every_day(move_clock: MoveClock) -> None:
    sweeps.ensure_sweeps()
    move_clock.forward(minutes=11)
    for _day in range(3):
        _blobs(1, size=1)
        move_clock.forward(hours=23)
        assert Blob.objects.count() == 1
        move_clock.forward(hours=1, minutes=1)
        assert Blob.objects.count() == 0
    assert DueWork.objects.filter(key=NAME).count() == 1


def test_a_later_start_leaves_the_plan_alone(move_clock: MoveClock) -> None:
    sweeps.ensure_sweeps()
    move_clock.forward(minutes=11)
    tomorrow = DueWork.objects.get(key=NAME).run_at
    sweeps.ensure_sweeps()
    assert DueWork.objects.get(key=NAME).run_at == tomorrow


def test_one_that_was_parked_is_tried_anew_at_the_next_start() -> None:
    sweeps.ensure_sweeps()
    DueWork.objects.filter(key=NAME).update(parked_at=clock.now(), attempts=9)
    sweeps.ensure_sweeps()
    row = DueWork.objects.get(key=NAME)
    assert (row.parked_at, row.attempts) == (None, 0)
    assert row.run_at <= clock.now() + timedelta(hours=1)


def test_every_room_with_rows_that_end_has_one() -> None:
    from andon.work.tasks import all_tasks

    named = {one.name for one in all_tasks()}
    assert named >= {"people.forget_links", "people.forget_presence", "people.forget_sessions", "api.forget_answers"}
