"""Read what subjects say: their texts, the language, a vector a model. The words are looked at outside of any
transaction, because that takes seconds, and stored in a short one."""

from collections.abc import Callable, Sequence
from itertools import groupby
from uuid import UUID

from django.db import transaction

from .language import language_of_text
from .loaded import encode, encoder_of
from .models import TextModel, UnderstoodText
from .readable import Readable, Said, find_readable
from .said import digest_of, said_by
from .storing import Read, lock_stores, store
from .vectors import pack
from .waiting import Taken, done


def read_taken(taken: Sequence[Taken], models: Sequence[TextModel]) -> None:
    """All of a batch that waited; each kind in a transaction of its own, with its rows of what waits."""
    for kind, ofs in groupby(sorted(taken, key=lambda one: one.kind), key=lambda one: one.kind):
        mine = list(ofs)
        found = find_readable(kind)
        if found is None:
            done(mine)
        else:
            read_subjects(found, [one.subject for one in mine], models, then=lambda mine=mine: done(mine))  # type: ignore[misc]


def read_subjects(
    readable: Readable, ids: Sequence[UUID], models: Sequence[TextModel], *, then: Callable[[], None]
) -> None:
    """`then` runs in the transaction that stores them. Reading again what has not changed costs no encoding."""
    said = said_by(readable, ids)
    read = [one for model in models for one in _read_by(model, readable.kind, said)]
    with transaction.atomic():
        lock_stores()
        store(readable, ids, said, read)
        then()


def _read_by(model: TextModel, kind: str, said: dict[UUID, Said]) -> list[Read]:
    encoder = encoder_of(model.id)
    if encoder is None:
        return []
    rows = UnderstoodText.objects.filter(
        model=model.id, subject_kind=kind, subject_id__in=list(said), made_at__gte=model.began_at
    )
    known = dict(rows.values_list("subject_id", "digest"))
    fresh = {id: one for id, one in said.items() if known.get(id) != digest_of(one)}
    if not fresh:
        return []
    vectors = encode(encoder, [one.text for one in fresh.values()])
    return [
        Read(id, model.id, language_of_text(one.text), pack(vector))
        for (id, one), vector in zip(fresh.items(), vectors, strict=True)
    ]
