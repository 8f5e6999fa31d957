from math import sqrt

_Z = 1.959964


def wilson(right: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies, 19 times in 20, when `right` of so many were; 0 and 1 of none."""
    if of <= 0:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
