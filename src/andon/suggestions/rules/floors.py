"""From where on suggestions are shown, as people's decisions teach it: what was mostly wrong is left out.

Only what was shown was ever judged, so the floor rises from where it was set and sinks back as old verdicts are
forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, MOST_STEPS = 0.25, 12
ENOUGH, ENOUGH_IN_BAND = 20, 5
_BAND = 0.5
_LEAST_RIGHT = 1 / 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """`right`: accepted, and not taken back."""

    score: float
    right: bool


def floor_of(verdicts: Sequence[Verdict], usual: float) -> float:
    """The lowest floor, from the usual one upwards, above which the next half deviation is right one time in three."""
    if len(verdicts) < ENOUGH:
        return usual
    for step in range(MOST_STEPS):
        floor = usual + step * STEP
        band = [one.right for one in verdicts if floor <= one.score < floor + _BAND]
        if len(band) < ENOUGH_IN_BAND or sum(band) >= len(band) * _LEAST_RIGHT:
            return floor
    return usual + MOST_STEPS * STEP
