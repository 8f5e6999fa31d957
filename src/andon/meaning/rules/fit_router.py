"""A router from examples, and how good it is: each fifth is held back once while the rest is learned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .belonging import Known, Rows, Scale, remember
from .confidence import UNMEASURED, fit_confidence
from .routing import Router, odds_of

C = 30.0
TEXTS_REMEMBERED = 20
# Of texts that do belong, so many are told to be unknown all the same.
LET_GO = 0.05
_PARTS, _PARTS_OF_MANY = 5, 2
_MANY = 4000
_FEWEST_TO_MEASURE = 10
_UNMEASURED_FLOOR = -4.0


def fit_router(vectors: Rows, labels: Sequence[str], names: Rows | None = None) -> Router:
    """`names`: a vector for the name of each label, in the order of the sorted labels; zeros where it says nothing.

    ValueError: fewer than two labels.
    """
    found = sorted(set(labels))
    if len(found) < 2:
        raise ValueError("There is nothing to choose between: two labels are needed.")
    places = {label: place for place, label in enumerate(found)}
    classes = np.array([places[label] for label in labels], dtype=np.int64)
    order = _settled(vectors, classes)
    said = np.zeros((len(found), vectors.shape[1]), np.float32) if names is None else names
    return _Examples(vectors[order].astype(np.float32), classes[order], said).router(tuple(found))


def _settled(vectors: Rows, classes: NDArray[np.int64]) -> NDArray[np.int64]:
    """An order that does not depend on the one they came in; by class."""
    return np.lexsort([*vectors[:, :8].T, classes])


@dataclass(frozen=True, slots=True)
class _Held:
    """What a router that had not seen them said of some texts."""

    looks: NDArray[np.float64]
    odds: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Examples:
    vectors: Rows
    classes: NDArray[np.int64]
    names: Rows

    def router(self, labels: tuple[str, ...]) -> Router:
        weights, bias = self.learn()
        known = self.remembered()
        held = self.held_back()
        if held is None:
            scale = Scale.of(known.looks(self.vectors, self.vectors @ weights.T + bias))
            return Router(labels, weights, bias, known, scale, UNMEASURED, _UNMEASURED_FLOOR)
        scale = Scale.of(held.looks)
        belonging = scale.belonging(held.looks)
        confidence = fit_confidence(held.odds, belonging, held.right)
        return Router(labels, weights, bias, known, scale, confidence, float(np.quantile(belonging, LET_GO)))

    def learn(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights and bias a class; only classes with a name or an example left are there."""
        from sklearn.linear_model import LogisticRegression

        named = self.names.any(axis=1)
        x = np.concatenate([self.vectors, self.names[named]])
        y = np.concatenate([self.classes, np.flatnonzero(named)])
        fitted = LogisticRegression(C=C, tol=1e-4, max_iter=300).fit(x, y)
        weights, bias = fitted.coef_.astype(np.float64), fitted.intercept_.astype(np.float64)
        if len(weights) == 1:
            # Two classes come as one row; half of it each is the same model.
            weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        return self._spread(weights, -np.inf, bias, np.unique(y))

    def _spread(
        self, weights: NDArray[np.float64], nothing: float, bias: NDArray[np.float64], there: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A row for each class; one of which nothing is left is never chosen."""
        count = len(self.names)
        all_weights, all_bias = np.zeros((count, weights.shape[1])), np.full(count, nothing)
        all_weights[there], all_bias[there] = weights, bias
        return all_weights, all_bias

    def remembered(self) -> Known:
        return remember(self.vectors, self.classes, len(self.names), TEXTS_REMEMBERED)

    def held_back(self) -> _Held | None:
        """None: too little to hold anything back."""
        if len(self.classes) < _FEWEST_TO_MEASURE:
            return None
        turns = (np.arange(len(self.classes)) - np.searchsorted(self.classes, self.classes)) % _PARTS
        parts = range(_PARTS_OF_MANY if len(self.classes) > _MANY else _PARTS)
        held = [self._without(turns == part) for part in parts if len(set(self.classes[turns != part].tolist())) > 1]
        if not held:
            return None
        return _Held(
            np.concatenate([one.looks for one in held]),
            np.concatenate([one.odds for one in held]),
            np.concatenate([one.right for one in held]),
        )

    def _without(self, asked: NDArray[np.bool_]) -> _Held:
        rest = _Examples(self.vectors[~asked], self.classes[~asked], self.names)
        weights, bias = rest.learn()
        logits = self.vectors[asked] @ weights.T + bias
        looks = rest.remembered().looks(self.vectors[asked], logits)
        return _Held(looks, odds_of(logits), logits.argmax(axis=1) == self.classes[asked])
