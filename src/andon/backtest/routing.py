"""Routing in a replay: each ticket is routed by what the tickets before it taught, then teaches itself."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from andon.meaning.rules.fit_router import fit_router
from andon.meaning.rules.names import name_of_label
from andon.meaning.rules.routing import Routed, Router

Rows = NDArray[np.float32]
_FIRST, _MOST, _STEP = 50, 5000, 2500
_BINS = 10


class Routing:
    """Learns anew when the examples have doubled, later every 2,500, from the last 5,000."""

    def __init__(self, kept: dict[str, Any] | None, encode: Callable[[Sequence[str]], Rows]) -> None:
        kept = kept or {}
        self._encode = encode
        self._examples: deque[tuple[str, Rows]] = deque(maxlen=_MOST)
        self._router: Router | None = None
        self._seen: int = kept.get("seen", 0)
        self._learned_at: int = kept.get("learned_at", 0)
        self._next: int = kept.get("next", _FIRST)
        self.sums: dict[str, int] = kept.get("sums", {"asked": 0, "accepted": 0, "right": 0, "right_of_all": 0})
        self.bins: list[list[float]] = kept.get("bins", [[0, 0, 0.0] for _ in range(_BINS)])
        self.labels: dict[str, list[int]] = kept.get("labels", {})

    def kept(self) -> dict[str, Any]:
        return {
            "seen": self._seen,
            "learned_at": self._learned_at,
            "next": self._next,
            "sums": self.sums,
            "bins": self.bins,
            "labels": self.labels,
        }

    def remember(self, labels: Sequence[str], vectors: Rows) -> None:
        """What came before it was stopped: it learns from what it had learned from, and keeps the rest for later."""
        known = [(label, vector) for label, vector in zip(labels, vectors, strict=True) if label]
        since = self._seen - self._learned_at
        self._examples.extend(known[: len(known) - since])
        if self._learned_at:
            self._learn()
        self._examples.extend(known[len(known) - since :])

    def take(self, labels: Sequence[str], vectors: Rows) -> None:
        if self._router is not None:
            for label, routed in zip(labels, self._router.route(vectors), strict=True):
                if label:
                    self._count(label, routed)
        for label, vector in zip(labels, vectors, strict=True):
            if label:
                self._examples.append((label, vector))
                self._seen += 1
        if self._seen >= self._next:
            self._next, self._learned_at = min(self._seen * 2, self._seen + _STEP), self._seen
            self._learn()

    def _learn(self) -> None:
        names = sorted({label for label, _ in self._examples})
        if len(names) < 2:
            return
        vectors = np.stack([vector for _, vector in self._examples])
        said = self._encode([name_of_label(name) for name in names])
        self._router = fit_router(vectors, [label for label, _ in self._examples], said)

    def _count(self, label: str, routed: Routed) -> None:
        right = routed.label == label
        self.sums["asked"] += 1
        self.sums["right_of_all"] += right
        # What was never seen before cannot be known; saying so is right.
        per = self.labels.setdefault(label, [0, 0, 0])
        per[0] += 1
        if routed.accept:
            self.sums["accepted"] += 1
            self.sums["right"] += right
            per[1] += 1
            per[2] += right
            place = self.bins[min(int(routed.confidence * _BINS), _BINS - 1)]
            place[0] += 1
            place[1] += right
            place[2] += routed.confidence
