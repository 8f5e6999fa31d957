"""The administrator names the false flags a day; the threshold follows from what people said."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from andon.impact.rules.scan.budget import Verdict, kept_at, threshold_within

verdicts = some.lists(some.builds(Verdict, some.floats(-60, -8), some.sampled_from([True, False, None])))


def test_the_threshold_is_just_stricter_than_the_first_false_flag_too_many() -> None:
    said = [Verdict(log_p, False) for log_p in (-9.0, -10.0, -14.0, -20.0)] + [Verdict(-13.0, True)]

    found = threshold_within(said, days=5, false_a_day=0.5)

    assert found == pytest.approx(-10.0, abs=0.001)
    assert kept_at(said, found) == (1, 2)


def test_nobody_complained_so_it_stays_open() -> None:
    assert threshold_within([Verdict(-9.0, True), Verdict(-9.0, None)], days=7, false_a_day=0.1) == -8.0


def test_no_budget_at_all_lets_nothing_dismissed_through() -> None:
    said = [Verdict(-12.0, False), Verdict(-30.0, False)]

    assert threshold_within(said, days=7, false_a_day=0) < -30


@pytest.mark.parametrize(("days", "budget"), [(0, 0.5), (-1, 0.5), (7, -0.1)])
def test_a_span_or_budget_that_is_none(days: float, budget: float) -> None:
    with pytest.raises(ValueError, match="days"):
        threshold_within([], days=days, false_a_day=budget)


@given(verdicts, some.floats(0.5, 60), some.floats(0, 5))
def test_the_budget_is_kept_and_more_budget_never_flags_less(said: list[Verdict], days: float, budget: float) -> None:
    found = threshold_within(said, days=days, false_a_day=budget)

    assert kept_at(said, found)[1] <= max(budget * days, 0)
    assert threshold_within(said, days=days, false_a_day=budget + 1) >= found
