"""The rules as tables, and what always holds of them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.cases.rules import due
from andon.cases.rules.assignment import Loaded, pick
from andon.cases.rules.lifecycle import CLOSED, MOVES, NEW, OPEN, SOLVED, STATUSES, after_customer_wrote, check_move
from andon.cases.rules.references import read_reference
from andon.cases.rules.titles import title_of
from andon.kit.errors import Conflict


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
    ("clock", "said", "before", "unanswered", "answered", "expected"),
    [
        ("first_reply", due.NEW, "", 1, False, due.NEW),
        ("first_reply", "", due.NEW, 2, False, due.NEW),
        ("first_reply", "", due.OWED, 2, False, due.WROTE_AGAIN),
        ("next_reply", "", "", 1, True, due.TURN),
        ("owed", due.WROTE_AGAIN, due.NEW, 1, True, due.OWED),
        ("update", "", due.TURN, 0, True, due.UPDATE),
        ("resolution", "", due.TURN, 0, True, due.RESOLUTION),
    ],
)
def test_why_it_is_due(clock: str, said: str, before: str, unanswered: int, answered: bool, expected: str) -> None:
    found = due.reason_of(clock, said=said, before=before, unanswered=unanswered, answered=answered)
    assert found == expected


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
