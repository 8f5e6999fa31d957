"""Related tickets in a replay: of some tickets, are the five that are shown about the same?"""

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from andon.meaning.rules.related import Related

from .ticket import Ticket

Rows = NDArray[np.float32]
_SHOWN, _MOST, _FIRST, _STEP, _EVERY = 5, 10_000, 200, 5000, 5


class Relating:
    """Every fifth ticket with a label asks the last ten thousand before it. Right is what has the same label."""

    def __init__(self, kept: dict[str, Any] | None) -> None:
        kept = kept or {}
        self._known: deque[tuple[str, str, Rows]] = deque(maxlen=_MOST)
        self._related: Related | None = None
        self._labels: list[str] = []
        self._seen: int = kept.get("seen", 0)
        self._indexed_at: int = kept.get("indexed_at", 0)
        self._next: int = kept.get("next", _FIRST)
        self.sums: dict[str, int] = kept.get("sums", {"asked": 0, "first": 0, "any": 0, "right": 0, "shown": 0})

    def kept(self) -> dict[str, Any]:
        return {"seen": self._seen, "indexed_at": self._indexed_at, "next": self._next, "sums": self.sums}

    def remember(self, tickets: Sequence[Ticket], vectors: Rows) -> None:
        """What came before it was stopped; the index is as it was then."""
        known = [(one.label, one.text, vector) for one, vector in zip(tickets, vectors, strict=True)]
        since = self._seen - self._indexed_at
        self._known.extend(known[: len(known) - since])
        if self._indexed_at:
            self._index()
        self._known.extend(known[len(known) - since :])

    def take(self, tickets: Sequence[Ticket], vectors: Rows) -> None:
        for one, vector in zip(tickets, vectors, strict=True):
            self._seen += 1
            if self._related is not None and one.label and self._seen % _EVERY == 0:
                self._ask(one, vector)
        self._known.extend((one.label, one.text, vector) for one, vector in zip(tickets, vectors, strict=True))
        if self._seen >= self._next:
            self._next, self._indexed_at = min(self._seen * 2, self._seen + _STEP), self._seen
            self._index()

    def _index(self) -> None:
        if not self._known:
            return
        self._labels = [label for label, _, _ in self._known]
        texts = [text for _, text, _ in self._known]
        self._related = Related.of(texts, np.stack([vector for _, _, vector in self._known]))

    def _ask(self, one: Ticket, vector: Rows) -> None:
        if self._related is None or one.label not in self._labels:
            return
        found = [self._labels[place] == one.label for place, _ in self._related.top(one.text, vector, _SHOWN)]
        self.sums["asked"] += 1
        self.sums["first"] += bool(found and found[0])
        self.sums["any"] += any(found)
        self.sums["right"] += sum(found)
        self.sums["shown"] += len(found)
