"""Token buckets, alone and shared by processes."""

import time

import pytest
from django.db import connection

from andon.work import shared_buckets
from andon.work.models import Bucket
from andon.work.shared_buckets import SharedBuckets, Sharing

RATE, BURST = 0.01, 5


@pytest.fixture
def _shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_buckets, "_sharing", object())


def buckets() -> SharedBuckets:
    return SharedBuckets("calls", rate=RATE, burst=BURST)


def let_through(some: SharedBuckets, key: str, times: int = 10) -> int:
    return [some.take(key) for _ in range(times)].count(0.0)


def test_a_burst_and_then_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1000.0
    monkeypatch.setattr(shared_buckets.time, "monotonic", lambda: moment)
    alone = buckets()
    assert let_through(alone, "a") == BURST
    assert alone.take("a") == pytest.approx(100)
    assert let_through(alone, "b") == BURST
    moment += 100
    assert [alone.take("a") == 0, alone.take("a")] == [True, pytest.approx(100)]
    moment += 10_000
    assert let_through(alone, "a") == BURST
    assert alone.spent() == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_shared")
def test_what_two_let_through_is_owed_by_both() -> None:
    one, other = buckets(), buckets()
    assert (let_through(one, "a"), let_through(other, "a")) == (BURST, BURST)
    sharing = [Sharing(one), Sharing(other)]
    for each in (*sharing, *sharing):
        each._tell_all()
        each._hang_up()
    assert other.take("a") == pytest.approx(600, abs=10)
    assert Bucket.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_shared")
def test_who_told_first_learns_when_it_is_asked_again() -> None:
    one, other = buckets(), buckets()
    sharing = [Sharing(one), Sharing(other)]
    for some, each in zip((one, other), sharing, strict=True):
        let_through(some, "a", BURST)
        each._tell_all()
    assert one.take("a") == pytest.approx(100, abs=10)
    sharing[0]._tell_all()
    assert one.take("a") == pytest.approx(600, abs=10)
    for each in sharing:
        each._hang_up()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_shared")
def test_without_the_database_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    some = buckets()
    sharing = Sharing(some)
    let_through(some, "a", 2)
    with monkeypatch.context() as broken:
        broken.setattr(shared_buckets, "_ADD", "SELECT nothing FROM nowhere, %s, %s")
        sharing._tell_all()
    assert not Bucket.objects.exists()
    assert let_through(some, "a", 1) == 1
    sharing._tell_all()
    sharing._hang_up()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM full_at - now()) FROM work_bucket")
        assert float(cursor.fetchone()[0]) == pytest.approx(300, abs=10)


@pytest.mark.django_db(transaction=True)
def test_the_thread_tells_the_last_before_it_ends() -> None:
    some = buckets()
    sharing = Sharing(some)
    sharing.start()
    assert let_through(some, "a") == BURST
    began = time.monotonic()
    sharing.stop()
    assert time.monotonic() - began < 5
    assert Bucket.objects.count() == 1
    assert some.spent() == {}
