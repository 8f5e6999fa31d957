"""Pieces of one task that are one transaction: few statements, and no piece is harmed by its neighbours."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from tests.live_server import wait_until

from andon.kit import clock
from andon.work.engine.attempt import MOST_ATTEMPTS, attempt_lot
from andon.work.engine.claim import LEASE, claim, keep_leases
from andon.work.engine.inline import run_due_work
from andon.work.engine.lots import claim_lots, in_lots, lot_size
from andon.work.lanes import LANES, PAGE
from andon.work.models import Blob, DueWork
from andon.work.plan import Planned, cancel, plan, plan_all
from andon.work.tasks import Args, Errors, task, task_in_calls, task_in_lots

lots: list[list[str]] = []


calls: list[list[str]] = []


@task_in_calls("tests.in_calls", lane=PAGE, together=20)
def in_calls_task(pieces: Sequence[Args]) -> Errors:
    words = [str(piece["word"]) for piece in pieces]
    calls.append(words)
    return [ValueError(word) if word == "poison" else None for word in words]


@task_in_lots("tests.in_lots", lane=PAGE, together=20)
def in_lots_task(pieces: Sequence[Args]) -> None:
    """Counts on the subject of each; plans again those that have steps left."""
    words = [str(piece["word"]) for piece in pieces]
    lots.append(words)
    held = Blob.objects.select_for_update().filter(sha256__in=words).order_by("sha256")
    if "poison" in [blob.sha256 for blob in held]:
        raise ValueError("poison")
    Blob.objects.filter(sha256__in=words).update(size=F("size") + 1)
    plan_all(
        Planned(task=in_lots_task, args={"word": piece["word"], "left": piece["left"] - 1}, key=f"k:{piece['word']}")
        for piece in pieces
        if piece["left"]
    )
    cancel(*(f"k:{piece['word']}" for piece in pieces if not piece["left"]))


@task("tests.alone")
def alone(*, word: str) -> None:
    lots.append([word])


@pytest.fixture(autouse=True)
def _fresh() -> None:
    lots.clear()


def planned(*words: str, left: int = 0) -> None:
    Blob.objects.bulk_create([Blob(sha256=word, content=b"", size=0) for word in words])
    for number, word in enumerate(words):
        at = clock.now() + timedelta(microseconds=number) - timedelta(seconds=1)
        plan(in_lots_task, {"word": word, "left": left}, key=f"k:{word}", run_at=at)


def done() -> dict[str, int]:
    return dict(Blob.objects.values_list("sha256", "size"))


@pytest.mark.django_db
class TestLots:
    def test_what_is_due_together_is_one_transaction(self) -> None:
        planned("a", "b", "c")
        plan(alone, {"word": "other"})
        assert run_due_work() == 4
        assert sorted(lots) == [["a", "b", "c"], ["other"]]
        assert done() == {"a": 1, "b": 1, "c": 1}
        assert not DueWork.objects.exists()

    def test_the_number_of_statements_does_not_grow(self) -> None:
        taken = []
        for count in (2, 20):
            planned(*(f"{count} {number}" for number in range(count)))
            (lot,) = claim_lots(LANES, limit=20)
            with CaptureQueriesContext(connection) as queries:
                attempt_lot(lot)
            taken.append(len(queries))
        assert lots[0] == ["2 0", "2 1"]
        assert len(lots[1]) == 20
        assert taken[0] == taken[1]

    def test_a_poisoned_piece_fails_alone(self) -> None:
        words = [f"w{number}" for number in range(7)]
        planned(*words, "poison", *(f"v{number}" for number in range(12)))
        run_due_work(raise_errors=False)
        assert {word: size for word, size in done().items() if size != 1} == {"poison": 0}
        row = DueWork.objects.get()
        assert (row.key, row.attempts, row.lease) == ("k:poison", 1, None)
        assert "ValueError" in row.error

    def test_what_failed_is_tried_in_smaller_lots_and_then_alone(self) -> None:
        planned("a")
        (work,) = claim(LANES, limit=1)
        assert lot_size(work) == 20
        DueWork.objects.update(lease=None, leased_until=None)
        (work,) = claim(LANES, limit=1)
        assert lot_size(work) == 2
        DueWork.objects.update(lease=None, leased_until=None)
        (work,) = claim(LANES, limit=1)
        assert lot_size(work) == 1

    def test_pieces_tried_before_are_not_in_a_lot_with_others(self) -> None:
        planned("a", "b", "c", "d")
        DueWork.objects.filter(key="k:b").update(attempts=1)
        DueWork.objects.filter(key="k:c").update(attempts=MOST_ATTEMPTS)
        run_due_work()
        assert lots == [["a", "d"], ["b"]]
        assert DueWork.objects.get().parked_at is not None

    def test_a_lot_is_filled_up_where_more_is_due_than_lots_are_wanted(self) -> None:
        planned(*(f"{number:02}" for number in range(30)))
        plan(alone, {"word": "other"})
        (first,) = claim_lots(LANES, limit=1)
        assert [work.args["word"] for work in first] == [f"{number:02}" for number in range(20)]
        (second,) = claim_lots((PAGE,), limit=1)
        assert len(second) == 10
        assert claim_lots((PAGE,), limit=1) == []

    def test_a_lot_has_one_of_an_order(self) -> None:
        for word in "abc":
            plan(in_lots_task, {"word": word, "left": 0}, order="same")
        assert [len(lot) for lot in claim_lots(LANES, limit=9)] == [1]

    def test_pieces_may_plan_their_own_keys_again(self) -> None:
        planned("a", "b", left=2)
        run_due_work()
        assert lots == [["a", "b"]] * 3
        assert done() == {"a": 3, "b": 3}
        assert not DueWork.objects.exists()

    def test_a_lost_lease_leaves_the_others_done(self) -> None:
        planned("a", "b", "c")
        (lot,) = claim_lots(LANES, limit=9)
        plan(in_lots_task, {"word": "b", "left": 0}, key="k:b")
        attempt_lot(lot)
        assert done() == {"a": 1, "b": 0, "c": 1}
        run_due_work()
        assert done() == {"a": 1, "b": 1, "c": 1}

    def test_all_leases_lost_is_nothing(self) -> None:
        planned("a", "b")
        (lot,) = claim_lots(LANES, limit=9)
        cancel("k:a", "k:b")
        attempt_lot(lot)
        assert lots == []
        assert done() == {"a": 0, "b": 0}

    def test_two_workers_share_what_is_due(self) -> None:
        planned(*(f"{number:02}" for number in range(40)))
        mine, hers = claim_lots(LANES, limit=1), claim_lots(LANES, limit=1)
        assert not {work.id for work in mine[0]} & {work.id for work in hers[0]}
        attempt_lot(hers[0])
        attempt_lot(mine[0])
        assert set(done().values()) == {1}

    def test_unknown_tasks_stand_alone(self) -> None:
        planned("a", "b")
        DueWork.objects.update(task="tests.gone")
        assert [len(lot) for lot in in_lots(claim(LANES, limit=9))] == [1, 1]


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_who_plans_one_anew_in_the_middle_wins_and_the_others_are_done(self) -> None:
        """She holds one's subject when the lot comes; it waits, loses that one, and does the others."""
        planned("a", "b", "c")
        (lot,) = claim_lots(LANES, limit=9)
        failed: list[Exception] = []
        holds = Event()

        def run() -> None:
            try:
                assert holds.wait(20)
                attempt_lot(lot)
            except (DatabaseError, AssertionError) as error:
                failed.append(error)
            finally:
                connection.close()

        worker = Thread(target=run)
        worker.start()
        with transaction.atomic():
            Blob.objects.select_for_update().get(sha256="b")
            holds.set()
            wait_until(_waiting_for_a_lock, what="the lot to come")
            plan(in_lots_task, {"word": "b", "left": 0}, key="k:b", run_at=clock.now() + timedelta(minutes=5))
        worker.join(20)
        assert failed == []
        assert lots == [["a", "b", "c"], ["a", "c"]]
        assert done() == {"a": 1, "b": 0, "c": 1}
        assert DueWork.objects.get().attempts == 0

    def test_a_heartbeat_waits_for_nobody(self) -> None:
        planned("a", "b")
        (lot,) = claim_lots(LANES, limit=9)
        DueWork.objects.update(leased_until=clock.wall())
        with transaction.atomic():
            DueWork.objects.select_for_update().get(key="k:a")
            beating = Thread(target=_beat, args=(lot,))
            beating.start()
            beating.join(20)
            assert not beating.is_alive()
        later = clock.wall() + LEASE / 2
        assert list(DueWork.objects.filter(leased_until__gt=later).values_list("key", flat=True)) == ["k:b"]


def _beat(lot: list) -> None:  # type: ignore[type-arg]
    keep_leases(lot)
    connection.close()


def _waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_call_for_many_fails_for_one_alone_and_that_comes_again_by_itself() -> None:
    calls.clear()
    plan_all(Planned(task=in_calls_task, args={"word": word}) for word in ("a", "poison", "b"))
    (lot,) = claim_lots([PAGE], limit=1)
    attempt_lot(lot)
    assert calls == [["a", "poison", "b"]]
    (left,) = DueWork.objects.filter(task="tests.in_calls")
    assert left.args["word"] == "poison"
    assert "ValueError" in left.error
    assert left.lease is None
    DueWork.objects.filter(pk=left.pk).update(run_at=clock.now())
    plan(in_calls_task, {"word": "c"})
    for lot in claim_lots([PAGE], limit=2):
        attempt_lot(lot)
    assert sorted(calls[1:]) == [["c"], ["poison"]]
