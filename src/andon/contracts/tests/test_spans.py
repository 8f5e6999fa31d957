"""Stretches of time add up, in any order."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from andon.contracts.rules.explain import Correction, used
from andon.contracts.rules.judge import judge
from andon.contracts.rules.periods import calendar_period
from andon.contracts.rules.spans import Span, both, length, union, without
from andon.contracts.rules.terms import Promise

from .promised import ACME, BEGIN, figure, hurt, moments, promise, spans


@given(spans, st.randoms())
def test_a_union_is_the_same_in_any_order(given_spans: list[Span], chance: Any) -> None:
    mixed = list(given_spans)
    chance.shuffle(mixed)
    assert union(given_spans) == union(mixed) == union(given_spans, mixed)


@given(spans, spans)
def test_sets_add_up(left: list[Span], right: list[Span]) -> None:
    left, right = union(left), union(right)
    assert length(both(left, right)) + length(without(left, right)) == length(left)
    assert length(union(left, right)) + length(both(left, right)) == length(left) + length(right)


@given(spans, st.lists(st.tuples(moments, moments, st.booleans()), max_size=3), st.randoms())
def test_the_counted_lines_are_what_is_used_in_any_order(
    hurting: list[Span], corrected: list[tuple[datetime, datetime, bool]], chance: Any
) -> None:
    hurts = [hurt(begin, end, number=n) for n, (begin, end) in enumerate(hurting)]
    corrections = [
        Correction(UUID(int=n), adds, (min(one, two), max(one, two)), "x")
        for n, (one, two, adds) in enumerate(corrected)
    ]
    now = BEGIN + timedelta(days=30, hours=12)
    one = figure(promise(), hurts, now, corrections)
    assert abs(sum(line.minutes for line in one.lines if line.counted) - used(one.lines)) < 0.001
    chance.shuffle(hurts)
    chance.shuffle(corrections)
    assert figure(promise(), hurts, now, corrections).used == one.used


@given(spans, st.integers(1, 30))
def test_what_is_split_adds_up(hurting: list[Span], day: int) -> None:
    """Two terms, one after the other, cost what one costs."""
    hurts = [hurt(begin, end, number=n) for n, (begin, end) in enumerate(hurting)]
    now = datetime(2026, 4, 1, tzinfo=UTC)

    def cost(of: Promise) -> timedelta:
        period = calendar_period(of, date(2026, 3, 1))
        return judge(of, ACME, period, hurts, [], now).used if period else timedelta()

    first = promise(valid_until=date(2026, 3, day))
    then = promise(valid_from=date(2026, 3, day) + timedelta(days=1))
    assert cost(first) + cost(then) == cost(promise())
