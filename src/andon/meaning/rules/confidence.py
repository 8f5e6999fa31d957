"""How often a suggestion of this kind is right: learned from texts that were held back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

# What belonging counts beside the odds. More of it tells strangers apart better and right from wrong worse: 1.5 keeps
# nearly all of the first and costs little of the second (measured on intents of two corpora, 1 to 8 tried).
BELONGING = 1.5
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probability = expit(constant + slope x (log-odds + BELONGING x belonging))."""

    constant: float
    slope: float

    def of(self, odds: NDArray[np.float64], belonging: NDArray[np.float64]) -> NDArray[np.float64]:
        made: NDArray[np.float64] = expit(self.constant + self.slope * _together(odds, belonging))
        return made


# Until something could be held back: the odds, shrunk.
UNMEASURED = Confidence(0.0, 0.5)


def fit_confidence(odds: NDArray[np.float64], belonging: NDArray[np.float64], right: NDArray[np.bool_]) -> Confidence:
    """From texts that were held back: their best label's odds, and whether it was right."""
    from sklearn.linear_model import LogisticRegression

    if len(right) < _FEWEST or right.all() or not right.any():
        return UNMEASURED
    fitted = LogisticRegression(C=100.0).fit(_together(odds, belonging)[:, None], right)
    return Confidence(float(fitted.intercept_[0]), float(max(fitted.coef_[0, 0], 0.0)))


def _together(odds: NDArray[np.float64], belonging: NDArray[np.float64]) -> NDArray[np.float64]:
    made: NDArray[np.float64] = odds + BELONGING * np.clip(belonging, -4, 4)
    return made
