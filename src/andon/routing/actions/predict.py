from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.kit import clock
from andon.meaning.living_models import model_in_use
from andon.meaning.loaded import encode, encoder_of
from andon.meaning.readable import find_readable
from andon.meaning.reads.understood import Understood, understood
from andon.meaning.said import said_by
from andon.routing.models import Choice, Prediction
from andon.routing.rules.fields import FIELDS

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from andon.meaning.encoders import Encoder
    from andon.routing.learned import Learned

MOST_WAITING = 200
_PIECE = 16
_MADE = ["label", "confidence", "accepted", "belonging", "examples", "words", "model", "learned_at", "made_at"]


def predict(cases: Collection[UUID], fields: Collection[str] = FIELDS) -> None:
    """Guess these fields of these cases by the routers there are, as far as nobody has decided on them. Only in
    workers; the words are looked at outside of any transaction. The same again changes nothing but the time."""
    from andon.routing.learned import learned_routers

    model = model_in_use()
    routers = [one for one in learned_routers(model.id) if one.field in fields] if model else []
    encoder = encoder_of(model.id) if model else None
    if not routers or encoder is None:
        return
    running = Case.objects.standing().running().filter(id__in=cases, spam=False)
    known = list(understood("case", list(running.values_list("id", flat=True))).values())
    for start in range(0, len(known), _PIECE):
        piece = known[start : start + _PIECE]
        _store(list(_guessed(piece, routers, encoder)))


def predict_waiting(field: str) -> None:
    """After something was learned: the newest cases that are under way."""
    running = Case.objects.standing().running().filter(spam=False).order_by("-opened_at", "-id")
    predict(list(running.values_list("id", flat=True)[:MOST_WAITING]), [field])


def _guessed(piece: Sequence[Understood], routers: "Sequence[Learned]", encoder: "Encoder") -> Iterator[Prediction]:
    import numpy

    spoken = _Spoken(piece, encoder)
    vectors = numpy.stack([one.vector for one in piece])
    now = clock.now()
    for learned in routers:
        answers = learned.router.route(vectors)
        belongs = learned.router.belonging(vectors, learned.router.logits(vectors))
        for one, answer, belonging in zip(piece, answers, belongs, strict=True):
            yield Prediction(
                case_id=one.subject.id,
                field=learned.field,
                label=answer.label,
                confidence=answer.confidence,
                accepted=answer.accept,
                belonging=float(numpy.clip(belonging, -100, 100)),
                examples=learned.examples.get(answer.label, 0),
                words=spoken.for_label(learned, one.subject.id, answer.label) if answer.accept else [],
                model=learned.model,
                learned_at=learned.learned_at,
                made_at=now,
            )


class _Spoken:
    """The words of some cases, each read once, and only where somebody asks."""

    def __init__(self, piece: Sequence[Understood], encoder: "Encoder") -> None:
        readable = find_readable("case")
        self._said = said_by(readable, [one.subject.id for one in piece]) if readable else {}
        self._encoder = encoder
        self._read: dict[UUID, tuple[list[str], NDArray[numpy.float32]]] = {}

    def for_label(self, learned: "Learned", case: UUID, label: str) -> list[str]:
        from andon.routing.rules.speaking import telling_words, words_in

        if case not in self._said:
            return []
        if case not in self._read:
            words = words_in(self._said[case].text)
            self._read[case] = (words, encode(self._encoder, words))
        words, vectors = self._read[case]
        return telling_words(learned.router, label, words, vectors)


@transaction.atomic
def _store(made: Sequence[Prediction]) -> None:
    """What people have decided meanwhile stays as they saw it."""
    cases = sorted({one.case_id for one in made})
    # Whoever accepts a suggestion holds the case; one of the two sees what the other did.
    list(Case.objects.select_for_update(of=("self",)).filter(id__in=cases).order_by("pk").values_list("pk"))
    settled = set(Prediction.objects.filter(case__in=cases).exclude(outcome="").values_list("case", "field"))
    settled |= set(Choice.objects.filter(case__in=cases).values_list("case", "field"))
    Prediction.objects.bulk_create(
        [one for one in made if (one.case_id, one.field) not in settled],
        update_conflicts=True,
        unique_fields=["case", "field"],
        update_fields=_MADE,
    )
