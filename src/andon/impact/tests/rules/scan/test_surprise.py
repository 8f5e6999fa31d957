"""The tails against sums that are written out."""

from math import exp, inf, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as some

from andon.impact.rules.scan.surprise import log_estimated_tail, log_poisson_tail

counts, means = some.integers(1, 80), some.floats(0.001, 60)


@given(counts, means)
def test_poisson_is_one_less_the_sum_below(count: int, expected: float) -> None:
    below = sum(exp(k * log(expected) - expected - lgamma(k + 1)) for k in range(count))
    if below < 0.999999 and count > expected:
        assert log_poisson_tail(count, expected) == pytest.approx(log(1 - below), rel=1e-6, abs=1e-6)


@given(counts, means, some.floats(0.5, 50))
def test_an_estimate_is_less_sure_than_the_truth(count: int, expected: float, weight: float) -> None:
    assert log_estimated_tail(count, expected, weight) >= log_poisson_tail(count, expected) - 0.8


@given(counts, means)
def test_a_sure_estimate_is_the_truth(count: int, expected: float) -> None:
    assert log_estimated_tail(count, expected, 1e9) == pytest.approx(log_poisson_tail(count, expected), abs=0.01)


@given(counts, means, some.floats(0.5, 50))
def test_more_reports_are_never_less_surprising(count: int, expected: float, weight: float) -> None:
    assert log_poisson_tail(count + 1, expected) <= log_poisson_tail(count, expected)
    assert log_estimated_tail(count + 1, expected, weight) <= log_estimated_tail(count, expected, weight) + 1e-9


def test_where_nothing_is_expected_anything_is_a_surprise() -> None:
    assert log_poisson_tail(4, 0) == log_estimated_tail(4, 0, 1) == -inf
    assert log_poisson_tail(0, 3) == log_estimated_tail(2, 3, 1) == 0
