"""Rates of rare events and how sure one may be of them: Poisson counts, Gamma posteriors, in plain Python."""

from math import exp, lgamma, log, sqrt

PRIOR = 0.5
"""Jeffreys' prior of a rate: half an event."""

_SURE_BELOW = 1e-12


def interval(events: int, exposure: float, *, z: float = 1.645) -> tuple[float, float]:
    """Where the rate lies, events by exposure, with nine chances in ten (Wilson and Hilferty's approximation)."""
    if exposure <= 0:
        return 0.0, 0.0
    return _quantile(events + PRIOR, -z) / exposure, _quantile(events + PRIOR, z) / exposure


def _quantile(shape: float, z: float) -> float:
    root = 1 - 1 / (9 * shape) + z * sqrt(1 / (9 * shape))
    return shape * max(root, 0.0) ** 3


def chance_higher(
    events: int, exposure: float, than_events: int, than_exposure: float, *, factor: float = 1.0
) -> float:
    """The chance that the first rate is more than `factor` times the second; one half where nothing is known."""
    if exposure <= 0 or than_exposure <= 0:
        return 0.5
    border = factor * exposure / (factor * exposure + than_exposure)
    return 1 - beta_below(border, events + PRIOR, than_events + PRIOR)


def share_interval(part: int, whole: int, *, z: float = 1.645) -> tuple[float, float]:
    """Where a share lies with nine chances in ten (Wilson)."""
    if whole <= 0:
        return 0.0, 1.0
    share, square = part / whole, z * z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def beta_below(x: float, a: float, b: float) -> float:
    """P(X < x) of a Beta(a, b): the regularised incomplete beta function, by its continued fraction."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way to sum it up."""
    c, d = 1.0, _inverse(1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, 300):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = total
        for step in (even, odd):
            d = _inverse(1 + step * d)
            c = 1 + step / c if abs(1 + step / c) > _SURE_BELOW else _SURE_BELOW
            total *= c * d
        if abs(total - before) < _SURE_BELOW * abs(total):
            break
    return total


def _inverse(value: float) -> float:
    return 1 / (value if abs(value) > _SURE_BELOW else _SURE_BELOW)
