"""How surprising a count is: the logarithm of the chance of that many or more, where fewer were expected.

Poisson when the usual rate is known; when it is an estimate from `weight` reports (a gamma), the negative binomial that
follows from it. Both tails are summed term by term from the count on: each term is a fixed part of the last one.
"""

from math import exp, inf, lgamma, log, log1p

_ENOUGH = 1e-9


def log_poisson_tail(count: int, expected: float) -> float:
    """log P(X >= count). 0 (certain) when the count is not above what was expected."""
    if count <= 0 or count <= expected:
        return 0.0
    if expected <= 0:
        return -inf
    first = count * log(expected) - expected - lgamma(count + 1)
    total = term = 1.0
    step = count
    while term > _ENOUGH:
        step += 1
        term *= expected / step
        total += term
    return min(first + log(total), 0.0)


def log_estimated_tail(count: int, expected: float, weight: float) -> float:
    """The same where `expected` is itself known only as well as `weight` reports can tell."""
    if count <= 0 or count <= expected:
        return 0.0
    if expected <= 0:
        return -inf
    odds = log(expected) - log(weight + expected)
    first = lgamma(count + weight) - lgamma(weight) - lgamma(count + 1)
    first += -weight * log1p(expected / weight) + count * odds
    part = exp(odds)
    total = term = 1.0
    step = count
    while term > _ENOUGH:
        term *= part * (step + weight) / (step + 1)
        step += 1
        total += term
    return min(first + log(total), 0.0)
