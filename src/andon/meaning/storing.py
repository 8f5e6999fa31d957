"""Vectors into the database, safe against what changes while a text is being read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from andon.kit import clock
from andon.kit.subject import Subject

from .models import UnderstoodText
from .on_understood import tell_understood
from .readable import Readable, Said
from .said import digest_of, said_by

_REPLACED = ["digest", "language", "vector", "length", "said_at", "reporter", "verified", "codes", "made_at"]


@dataclass(frozen=True, slots=True)
class Read:
    """One text as one model understood it; `vector` None: as it is stored already."""

    id: UUID
    model: str
    language: str
    vector: bytes


def lock_stores() -> None:
    """One store at a time, anywhere: each sees what the last one wrote, also of a subject that is erased meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('meaning.store', 0))")


def store(readable: Readable, ids: Sequence[UUID], said: Mapping[UUID, Said], read: Iterable[Read]) -> None:
    """Inside a transaction that holds the lock: what was read is stored if it is still what the subjects say; those
    that say nothing any more lose their vectors; and whoever wants to know is told of what is new or changed."""
    now_said = said_by(readable, ids)
    silent = [id for id in ids if id not in now_said]
    if silent:
        UnderstoodText.objects.filter(subject_kind=readable.kind, subject_id__in=silent).delete()
    stands = {id for id, one in said.items() if id in now_said and digest_of(now_said[id]) == digest_of(one)}
    before = _before(readable.kind, stands)
    _write([_row(readable.kind, one, now_said[one.id]) for one in read if one.id in stands])
    _follow(readable.kind, stands, now_said)
    tell_understood(Subject(readable.kind, id) for id in stands if before.get(id) != _known(now_said[id]))


def _known(said: Said) -> tuple[object, ...]:
    return digest_of(said), said.reporter, said.verified, said.said_at, list(said.codes)


def _before(kind: str, ids: Iterable[UUID]) -> dict[UUID, tuple[object, ...]]:
    rows = UnderstoodText.objects.filter(subject_kind=kind, subject_id__in=list(ids))
    fields = rows.values_list("subject_id", "digest", "reporter", "verified", "said_at", "codes")
    return {id: tuple(known) for id, *known in fields}


def _row(kind: str, read: Read, said: Said) -> UnderstoodText:
    return UnderstoodText(
        subject_kind=kind,
        subject_id=read.id,
        model=read.model,
        digest=digest_of(said),
        language=read.language,
        vector=read.vector,
        length=len(said.text),
        said_at=said.said_at,
        reporter=said.reporter[:200],
        verified=said.verified,
        codes=list(said.codes),
        made_at=clock.now(),
        transaction=_transaction(),
    )


def _write(rows: Sequence[UnderstoodText]) -> None:
    UnderstoodText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subject_kind", "subject_id", "model"],
        update_fields=[*_REPLACED, "transaction"],
    )


def _follow(kind: str, ids: Iterable[UUID], said: Mapping[UUID, Said]) -> None:
    """Who said it, when and how sure that is may change while the words stay."""
    for row in UnderstoodText.objects.filter(subject_kind=kind, subject_id__in=list(ids)):
        one = said[row.subject_id]
        known = (row.digest, row.reporter, row.verified, row.said_at, row.codes)
        if row.digest == digest_of(one) and known != _known(one):
            row.reporter, row.verified, row.said_at, row.codes = one.reporter, one.verified, one.said_at, [*one.codes]
            row.transaction = _transaction()
            row.save(update_fields=["reporter", "verified", "said_at", "codes", "transaction"])


def _transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone() or (0,)
    return int(number)
