"""How often a flag was right, with how surely that is known, and whether it has become worse lately."""

from math import sqrt

from andon.impact.rules.gamma import share_interval

BETTER, STEADY, WORSE, TOO_FEW = "better", "steady", "worse", "too_few"
ENOUGH = 8
"""Fewer that were decided, lately or before, say nothing of a change."""


def drift(before: tuple[int, int], lately: tuple[int, int]) -> str:
    """Of (right, decided) before and lately: whether the share differs by more than chance, nine times in ten
    (Newcombe's interval of a difference, from the intervals of both shares)."""
    if before[1] < ENOUGH or lately[1] < ENOUGH:
        return TOO_FEW
    was, now = before[0] / before[1], lately[0] / lately[1]
    (was_low, was_high), (now_low, now_high) = share_interval(*before), share_interval(*lately)
    low = now - was - sqrt((now - now_low) ** 2 + (was_high - was) ** 2)
    high = now - was + sqrt((now_high - now) ** 2 + (was - was_low) ** 2)
    return BETTER if low > 0 else WORSE if high < 0 else STEADY
