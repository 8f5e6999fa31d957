"""How cases stand to what is open: words, confirmed cases, and the signs beside the words. Only in workers."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from andon.cases.models import Case
from andon.meaning.living_models import model_in_use
from andon.meaning.loaded import encode, encoder_of
from andon.meaning.reads.understood import Understood, understood

from .judging import Found, texts_of
from .linkable import OpenSubject
from .rules.kinds import LINK
from .rules.links import MOST_A_CASE, standing
from .rules.named import named_in
from .usual import newest_vectors

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from andon.meaning.rules.linking import Incident, Signs


def judge_links(cases: Sequence[Case], opens: Sequence[tuple[str, OpenSubject]], floor: float) -> list[Found]:
    """Each case's likeliest, at most three; `opens`: with the kind of each."""
    from andon.meaning.rules.linking import link

    ids = [case.id for case in cases]
    texts, known, sample = texts_of("case", ids), understood("case", ids), newest_vectors()
    told = [case for case in cases if case.id in texts and case.id in known]
    models = _incidents([one for _kind, one in opens])
    if not told or models is None or sample is None:
        return []
    import numpy

    middle = sample.mean(axis=0)
    usual = _usual(models, sample, middle)
    signs = [[_signs(case, texts[case.id], one) for _kind, one in opens] for case in told]
    vectors = numpy.stack([known[case.id].vector for case in told])
    said = [texts[case.id] for case in told]
    scored = link(models, said, vectors, middle, signs)
    found = []
    for case, row, hers in zip(told, scored, signs, strict=True):
        mine = [
            _found(case, opens[place], standing(score, usual[place]), hers[place], texts[case.id], known[case.id])
            for place, score in row
            if hers[place].window is not False
        ]
        sure = sorted((one for one in mine if one.score >= floor), key=lambda one: (-one.score, one.target))
        found += sure[:MOST_A_CASE]
    return found


def _usual(models: "Sequence[Incident]", sample: Any, middle: Any) -> list[list[float]]:
    """What the cases of the house score against each, by their words' meaning alone."""
    from andon.meaning.rules.linking import link

    usual: list[list[float]] = [[] for _ in models]
    for row in link(models, [""] * len(sample), sample, middle):
        for place, score in row:
            usual[place].append(score)
    return usual


def _signs(case: Case, text: str, one: OpenSubject) -> "Signs":
    """A case that names no service, or is of no region, says nothing about it."""
    from andon.meaning.rules.codes import codes_of
    from andon.meaning.rules.linking import Signs

    region = case.account.region if case.account else ""
    return Signs(
        service=bool(named_in(text, one.services)) or None,
        window=one.begins is None or case.opened_at >= one.begins,
        region=(region in one.regions) if region and one.regions else None,
        codes=codes_of(text) & codes_of(one.text),
    )


def _found(
    case: Case, of: tuple[str, OpenSubject], score: float, signs: "Signs", text: str, known: Understood
) -> Found:
    from andon.meaning.rules.words import shared_words

    kind, one = of
    reasons: dict[str, Any] = {
        "words": list(shared_words(text, one.text)),
        "codes": sorted(signs.codes),
        "confirmed": len(one.confirmed),
        "running": one.begins is not None,
    }
    if signs.service:
        reasons["services"] = sorted(named_in(text, one.services))
    if signs.region:
        reasons["region"] = True
    if known.language:
        reasons["language"] = known.language
    return Found(LINK, case.id, kind, one.id, round(score, 3), reasons)


def _incidents(opens: Sequence[OpenSubject]) -> "list[Incident] | None":
    """None while no model reads."""
    from andon.meaning.rules.linking import Incident

    model = model_in_use()
    if model is None or not opens:
        return None
    linked = [id for one in opens for id in one.confirmed]
    vectors = understood("case", linked)
    made = []
    for one in opens:
        fields = _read((one.title, one.description, one.alert), model.id)
        if fields is None:
            return None
        confirmed = [vectors[id].vector for id in one.confirmed if id in vectors]
        made.append(Incident(fields, _rows(confirmed, model.size), one.text))
    return made


def _rows(vectors: "Sequence[NDArray[numpy.float32]]", size: int) -> "NDArray[numpy.float32]":
    import numpy

    return numpy.stack(vectors) if vectors else numpy.zeros((0, size), dtype=numpy.float32)


@lru_cache(maxsize=200)
def _read(texts: tuple[str, ...], model: str) -> "NDArray[numpy.float32] | None":
    """Zeros for what is empty."""
    import numpy

    encoder = encoder_of(model)
    if encoder is None:
        return None
    vectors = encode(encoder, [text or "-" for text in texts])
    empty = numpy.array([not text for text in texts])
    made: NDArray[numpy.float32] = numpy.where(empty[:, None], numpy.float32(0), vectors)
    return made
