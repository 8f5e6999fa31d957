from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.meaning.living_models import model_in_use
from andon.meaning.loaded import encode, encoder_of
from andon.meaning.reads.understood import understood
from andon.routing.facts import RouterLearned
from andon.routing.models import Choice, FieldRouter
from andon.routing.reads.names_of import names_of
from andon.routing.rules.fields import FIELDS, PRIORITY
from andon.routing.rules.learning import FEWEST_A_LABEL, MOST, MOST_A_LABEL, MOST_CROSSED
from andon.routing.state import ROUTING, US
from andon.timeline.record import record

from .predict import predict_waiting

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_PIECE = 2000


@dataclass(frozen=True, slots=True, eq=False)
class _Examples:
    """In order of cases, oldest first."""

    labels: list[str]
    vectors: "NDArray[numpy.float32]"

    def last(self, most: int) -> "_Examples":
        return _Examples(self.labels[-most:], self.vectors[-most:])


def learn(field: str) -> None:
    """Learn the router of a field from what people chose, and store how good it is on own history. Learning takes
    seconds and stands outside of any transaction; only in workers. Where fewer than two labels have five choices, or
    their texts are not understood yet, there is no router."""
    model = model_in_use()
    if model is None or field not in FIELDS:
        return
    known = Choice.objects.filter(field=field).count()
    examples = _examples(field)
    counts = Counter(examples.labels)
    row = FieldRouter(field=field, model=model.id, learned_at=clock.now(), learned_from=known, examples=dict(counts))
    if len(counts) > 1:
        _teach(row, examples)
    _store(row)
    predict_waiting(field)


def _teach(row: FieldRouter, examples: _Examples) -> None:
    import numpy

    from andon.meaning.rules.fit_router import fit_router
    from andon.meaning.rules.stored import dump_router
    from andon.routing.rules.crossing import cross

    labels = sorted(set(examples.labels))
    said = _names(row.field, labels, row.model, examples.vectors.shape[1])
    router = fit_router(examples.vectors, examples.labels, numpy.stack([said[label] for label in labels]))
    row.stored = dump_router(router, row.model)
    lately = examples.last(MOST_CROSSED)
    asked = cross(lately.vectors, lately.labels, said)
    row.asked = [[one.label, one.said, round(one.confidence, 4), one.accept] for one in asked]


@transaction.atomic
def _store(row: FieldRouter) -> None:
    row.digest = sha256(row.stored).hexdigest()
    names = ("stored", "digest", "model", "learned_at", "learned_from", "examples", "asked")
    given = {name: getattr(row, name) for name in names}
    FieldRouter.objects.update_or_create(field=row.field, defaults=given)
    labels = len(row.examples) if row.stored else 0
    told = RouterLearned(field=row.field, labels=labels, examples=sum(row.examples.values()), model=row.model)
    record(told, subject=ROUTING, by=US)


def _examples(field: str) -> _Examples:
    """The newest, at most 500 of a label; labels that are too few or gone are left out, and texts that say nothing."""
    import numpy

    labels = dict(_choices(field))
    rows: dict[str, list[tuple[UUID, NDArray[numpy.float32]]]] = defaultdict(list)
    ids = list(labels)
    for start in range(0, len(ids), _PIECE):
        for id, one in understood("case", ids[start : start + _PIECE]).items():
            if one.vector.any():
                rows[labels[id]].append((id, one.vector))
    there = names_of(field, rows)
    kept = {label: found for label, found in rows.items() if len(found) >= FEWEST_A_LABEL and label in there}
    flat = sorted(
        ((id, label, vector) for label, found in kept.items() for id, vector in found), key=lambda one: one[0]
    )[-MOST:]
    vectors = numpy.stack([vector for _id, _label, vector in flat]) if flat else numpy.zeros((0, 1), numpy.float32)
    return _Examples([label for _id, label, _vector in flat], vectors)


def _choices(field: str) -> Iterator[tuple[UUID, str]]:
    standing = Choice.objects.filter(field=field, case__spam=False).order_by("-chosen_at", "-id")
    seen: Counter[str] = Counter()
    for id, label in standing.values_list("case_id", "label")[: MOST * 4].iterator():
        seen[label] += 1
        if seen[label] <= MOST_A_LABEL:
            yield id, label


def _names(field: str, labels: Sequence[str], model: str, size: int) -> "dict[str, NDArray[numpy.float32]]":
    """A vector for what each label is called. What a priority is called says nothing about the texts that have it."""
    import numpy

    encoder = encoder_of(model)
    if field == PRIORITY or encoder is None:
        return {label: numpy.zeros(size, numpy.float32) for label in labels}
    called = names_of(field, labels)
    vectors = encode(encoder, [called[label] for label in labels])
    return dict(zip(labels, vectors, strict=True))
