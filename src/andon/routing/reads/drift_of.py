from collections.abc import Sequence
from dataclasses import dataclass

from andon.kit import clock
from andon.routing.models import Prediction
from andon.routing.rules.drift import Guess, Week, weeks_of, worse

from .live_predictions import live_predictions


@dataclass(frozen=True, slots=True)
class Drift:
    """`worse`: which figures got worse lately: unknown, far, corrected."""

    weeks: list[Week]
    worse: list[str]


def drift_of(field: str, threshold: float) -> Drift:
    """One query."""
    return drift_in(live_predictions(field), threshold)


def drift_in(made: Sequence[Prediction], threshold: float) -> Drift:
    now = clock.now()
    guesses = [_guess(one, threshold) for one in made]
    return Drift(weeks_of(guesses, now), worse(guesses, now))


def _guess(one: Prediction, threshold: float) -> Guess:
    sure = one.accepted and one.confidence >= threshold
    right = one.label == one.truth if sure and one.truth else None
    return Guess(one.made_at, one.accepted, one.belonging, right)
