"""The rules as tables, and what always holds of them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.cases.rules import due
from andon.cases.rules.assignment import Loaded, pick
from andon.cases.rules.due import Due, answer_due, owed_due
from andon.cases.rules.lifecycle import CLOSED, MOVES, NEW, OPEN, SOLVED, STATUSES, after_customer_wrote, check_move
from andon.cases.rules.references import read_reference
from andon.cases.rules.titles import title_of
from andon.kit.errors import Conflict

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("to", STATUSES)
def test_only_the_moves_of_the_table(status: str, to: str) -> None:
    if to in MOVES[status]:
        check_move(status, to)
    else:
        with pytest.raises(Conflict):
            check_move(status, to)


def test_nothing_becomes_new_again_and_closed_only_reopens() -> None:
    assert all(NEW not in moves for moves in MOVES.values())
    assert MOVES[CLOSED] == {OPEN}
    assert all(status not in moves for status, moves in MOVES.items())


@given(st.lists(st.sampled_from(STATUSES), max_size=30), st.booleans())
def test_whatever_happens_a_case_can_be_closed_and_a_customer_is_heard(path: list[str], wrote: bool) -> None:
    status = NEW
    for to in path:
        status = to if to in MOVES[status] else status
        if wrote:
            status = after_customer_wrote(status)
    assert status == CLOSED or CLOSED in MOVES[status]
    assert after_customer_wrote(status) in (NEW, OPEN, CLOSED)
    assert (after_customer_wrote(status) == CLOSED) == (status == CLOSED)
    assert after_customer_wrote(SOLVED) == OPEN


@pytest.mark.parametrize(
    ("before", "minutes", "expected"),
    [
        (Due(None, ""), 30, timedelta(minutes=30)),
        (Due(NOW + timedelta(minutes=10), due.NEW), 30, timedelta(minutes=10)),
        (Due(NOW - timedelta(minutes=5), due.TURN), 30, timedelta(minutes=-5)),
        (Due(NOW + timedelta(hours=9), due.TURN), 30, timedelta(minutes=30)),
        (Due(NOW + timedelta(minutes=1), due.OWED), 30, timedelta(minutes=30)),
    ],
)
def test_writing_again_never_makes_her_wait_longer(before: Due, minutes: int, expected: timedelta) -> None:
    assert answer_due(NOW, minutes, due.WROTE_AGAIN, before=before) == Due(NOW + expected, due.WROTE_AGAIN)


def test_what_is_owed_is_due_unless_an_answer_is() -> None:
    assert owed_due(NOW, 30) == Due(NOW + timedelta(minutes=30), due.OWED)
    first = Due(NOW + timedelta(hours=3), due.NEW)
    assert owed_due(NOW, 30, before=first) == first


def test_a_batch_is_spread_over_the_team() -> None:
    alice, bob = Loaded(UUID(int=1), "Alice", 2), Loaded(UUID(int=2), "Bob", 0)
    assert [pick([alice, bob]).name for _ in range(4)] == ["Bob", "Bob", "Alice", "Bob"]  # type: ignore[union-attr]
    assert pick([]) is None


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.integers(1, 60))
def test_nobody_gets_more_while_somebody_has_less(loads: list[int], cases: int) -> None:
    desks = [Loaded(UUID(int=n), str(n), load) for n, load in enumerate(loads)]
    for _ in range(cases):
        pick(desks)
    touched = [desk.load for desk, before in zip(desks, loads, strict=True) if desk.load > before]
    assert max(touched) - min(desk.load for desk in desks) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("C-12", 12), ("c12", 12), (" C-0012 ", 12), ("12", None), ("C-", None), ("C-1.5", None), ("", None)],
)
def test_references(text: str, expected: int | None) -> None:
    assert read_reference(text) == expected


def test_a_key_is_a_reference() -> None:
    assert read_reference(str(UUID(int=7))) == UUID(int=7)


@pytest.mark.parametrize(
    ("subject", "body", "expected"),
    [
        ("Re: AW: Fwd: Checkout hangs", "", "Checkout hangs"),
        ("RE[2]: Checkout", "", "Checkout"),
        ("Rebooking fails", "", "Rebooking fails"),
        ("Re:", "\n\n Hello there \nmore", "Hello there"),
        ("", "", "(none)"),
        ("x" * 500, "", "x" * 200),
    ],
)
def test_titles(subject: str, body: str, expected: str) -> None:
    assert title_of(subject, body, nothing="(none)") == expected
