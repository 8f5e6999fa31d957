"""The report curve and the fix's verdict, as rules: known values, and the fallacies that they must not fall for."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.impact.rules.fix_verdict import (
    EARLY,
    FAILED,
    SURE,
    VERIFIED,
    Evidence,
    chance_it_works,
    fit_usual,
    judge_fix,
)
from andon.impact.rules.gamma import beta_below, chance_higher, interval, share_interval
from andon.impact.rules.report_curve import EARLY as NOT_YET
from andon.impact.rules.report_curve import EASING, STEADY, WORSE, draw_curve, rising_slices


@pytest.mark.parametrize(
    ("x", "a", "b", "below"), [(0.5, 2, 2, 0.5), (0.25, 1, 1, 0.25), (0.2, 2, 5, 0.34464), (0.9, 10, 3, 0.88913)]
)
def test_the_incomplete_beta_function(x: float, a: float, b: float, below: float) -> None:
    assert beta_below(x, a, b) == pytest.approx(below, abs=1e-5)


def test_an_interval_of_a_rate() -> None:
    """Of Gamma(10.5, 2): 2.90 to 8.17 (tables)."""
    low, high = interval(10, 2.0)
    assert (low, high) == (pytest.approx(2.90, abs=0.02), pytest.approx(8.17, abs=0.03))
    assert interval(0, 1.0)[0] == pytest.approx(0, abs=0.01)
    assert interval(3, 0.0) == (0.0, 0.0)


def test_which_rate_is_higher() -> None:
    assert chance_higher(5, 1, 5, 1) == pytest.approx(0.5)
    assert chance_higher(20, 1, 5, 1) > 0.99
    assert chance_higher(5, 0, 5, 1) == 0.5


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_share_lies_in_its_interval(part: int, more: int) -> None:
    low, high = share_interval(part, part + more)
    assert 0 <= low <= part / (part + more) <= high <= 1


def rising(minutes: int) -> list[float]:
    return [m + k / (m + 1) for m in range(minutes) for k in range(m // 3)]


def test_more_and_more_is_worse() -> None:
    assert draw_curve(rising(30), now=30, affected=1000).word == WORSE


def test_the_same_each_minute_is_steady() -> None:
    curve = draw_curve([n / 3 for n in range(180)], now=60, affected=10_000)
    assert curve.word == STEADY
    assert curve.now is not None
    assert curve.now.low < curve.now.rate < curve.now.high


def test_less_and_less_is_easing_and_says_since_when() -> None:
    times = [n / 3 for n in range(120)] + [40 + n * 3 for n in range(1, 6)]
    curve = draw_curve(times, now=58, affected=1000)
    assert curve.word == EASING
    assert 38 < curve.since < 55


def test_a_few_reports_say_nothing() -> None:
    assert draw_curve([0, 30], now=40, affected=50).word == NOT_YET
    assert draw_curve([], now=5, affected=50).points == ()


def test_the_rate_is_of_those_who_have_not_reported() -> None:
    """Ten in ten minutes, of a thousand of whom five had reported by the middle: 10 / .995."""
    curve = draw_curve([float(n) for n in range(1, 11)], now=10, affected=1000)
    assert curve.now is not None
    assert curve.now.rate == pytest.approx(10 / 0.995)


@given(st.lists(st.floats(0, 300), max_size=60), st.integers(0, 500))
def test_it_draws_whatever_comes(times: list[float], affected: int) -> None:
    curve = draw_curve(times, now=200, affected=affected)
    assert all(math.isfinite(point.rate) and 0 <= point.low <= point.high for point in curve.points)
    assert curve == draw_curve(list(reversed(times)), now=200, affected=affected)


def test_a_sibling_slice_that_rises_is_named() -> None:
    slices = {"south": [float(n) for n in range(0, 90, 2)], "east": [65.0, 70.0, 75.0, 78.0, 80.0], "west": [3.0, 80.0]}
    (one,) = rising_slices(slices, now=90)
    assert (one.slice, one.reports, one.began) == ("east", 5, 65.0)
    assert rising_slices({"south": [float(n) for n in range(0, 90, 2)]}, now=90) == []


def dry(total: int, meets: float, seed: int, until: float) -> list[float]:
    """Reporters who run dry, though nothing was fixed."""
    dice = random.Random(seed)
    times = [dice.expovariate(1 / meets) + dice.expovariate(1 / 4) for _ in range(total)]
    return sorted(at for at in times if at <= until)


def test_reporters_who_run_dry_are_no_fix() -> None:
    """Far fewer than before, and yet no sign that anything was fixed."""
    times = dry(90, 18, 1, 80)
    before, after = sum(20 < at <= 50 for at in times), sum(50 < at <= 80 for at in times)
    assert after < before / 2
    verdict = judge_fix(Evidence(reports=times, fixed_at=50, now=80))
    assert verdict.word in (EARLY, FAILED)


def test_a_fix_that_works_is_seen() -> None:
    times = [at for at in dry(160, 60, 2, 90) if at < 40] + [41.0, 42.5, 45.0]
    verdict = judge_fix(Evidence(reports=times, fixed_at=40, now=70))
    assert verdict.word == VERIFIED
    assert verdict.expected > 10 > verdict.seen


def test_with_few_reports_it_is_too_early_and_says_when() -> None:
    times = [0.0, 6.0, 11.0, 19.0, 27.0, 33.0, 41.0]
    verdict = judge_fix(Evidence(reports=times, fixed_at=45, now=50))
    assert verdict.word == EARLY
    assert verdict.possible_at is None or verdict.possible_at > 50


def test_customers_who_say_it_is_still_broken_count_more() -> None:
    times = [at for at in dry(160, 60, 2, 90) if at < 40]
    evidence = Evidence(reports=times, fixed_at=40, now=70)
    assert judge_fix(evidence).word == VERIFIED
    broken = judge_fix(Evidence(reports=times, fixed_at=40, now=70, still_broken=4))
    assert broken.word in (EARLY, FAILED)
    assert broken.chance < 0.6


def test_customers_who_say_it_works_are_believed_with_few_reports() -> None:
    times = [0.0, 3.0, 9.0]
    verdict = judge_fix(Evidence(reports=times, fixed_at=15, now=20, works=5))
    assert verdict.chance > SURE


def test_earlier_incidents_say_how_soon_customers_report() -> None:
    usual = fit_usual([dry(80, 15, seed, 400) for seed in range(5)])
    assert max(usual, key=usual.__getitem__) in (15.0, 28.0)
    assert fit_usual([[1.0, 2.0]]) == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("total", [25, 60, 200])
@pytest.mark.parametrize("shape", ["exponential", "gamma", "lognormal"])
def test_a_fix_is_hardly_ever_said_to_work_when_it_does_not(total: int, shape: str) -> None:
    """Five in a hundred at most, thirty minutes after. With many reports and gamma delays it is said too soon more
    often: docs/performance.md admits it."""
    wrong = sum(_says_fixed(total, shape, seed) for seed in range(60))
    asked = 6 if total == 200 and shape == "gamma" else 3
    assert wrong <= asked + 4  # within chance of that many in sixty


def _says_fixed(total: int, shape: str, seed: int) -> bool:
    dice = random.Random(f"{total}{shape}{seed}")
    mean, lag, fixed = dice.choice([12, 20, 35, 60]), dice.choice([2, 5, 10]), dice.uniform(20, 60)
    draw = {
        "exponential": lambda: dice.expovariate(1 / mean),
        "gamma": lambda: dice.gammavariate(2, mean / 2),
        "lognormal": lambda: dice.lognormvariate(math.log(mean), 0.8),
    }[shape]
    times: list[float] = []
    while sum(at < fixed for at in times) < total:
        times.append(draw() + dice.expovariate(1 / lag))
    seen = [at for at in times if at <= fixed + 30]
    return chance_it_works(Evidence(reports=seen, fixed_at=fixed, now=fixed + 30)) > SURE
