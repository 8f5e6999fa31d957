"""The vectors of the model in use in this worker's memory: a copy of what is in the database, which it follows.

Rows that became visible since the last look are read by their transaction, as live screens do it. What was deleted is
found when an answer is checked against the database, and is forgotten here then.
"""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from andon.kit.subject import Subject
from andon.meaning.living_models import model_in_use
from andon.meaning.models import TextModel, UnderstoodText
from andon.meaning.vectors import unpack
from andon.timeline.feed import seen_now

from .shelf import EXACT_UP_TO, Hit, Shelf

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_PAGE = 10_000
_FIELDS = "id, subject_kind, subject_id, said_at, vector"
_ALL = f"SELECT {_FIELDS} FROM meaning_understoodtext WHERE model = %s AND id > %s ORDER BY id LIMIT {_PAGE}"  # noqa: S608
_NEW = f"""
SELECT {_FIELDS} FROM meaning_understoodtext
WHERE model = %(model)s AND (transaction = pg_current_xact_id_if_assigned()::text::bigint OR (
    transaction >= pg_snapshot_xmin(%(then)s::pg_snapshot)::text::bigint
    AND NOT pg_visible_in_snapshot(transaction::text::xid8, %(then)s::pg_snapshot)
    AND transaction < pg_snapshot_xmax(pg_current_snapshot())::text::bigint))
"""  # noqa: S608
_Row = tuple[int, str, UUID, datetime, bytes]


class Cache:
    """Of one model, from one beginning of its reading."""

    def __init__(self, model: TextModel) -> None:
        self.model = model
        self.key = (model.id, model.began_at)
        self._shelves: dict[str, Shelf] = {}
        self._seen = seen_now()
        last = 0
        while rows := _rows(_ALL, [model.id, last]):
            self._put(rows)
            last = rows[-1][0]

    def catch_up(self) -> None:
        # Taken before the rows are read: what becomes visible in between is read twice, not never.
        seen = seen_now()
        self._put(_rows(_NEW, {"model": self.model.id, "then": self._seen}))
        self._seen = seen

    def nearest(
        self,
        question: "NDArray[numpy.float32]",
        kinds: Collection[str],
        most: int,
        *,
        since: datetime | None = None,
        besides: Subject | None = None,
    ) -> list[tuple[Subject, float]]:
        while True:
            found = [
                (kind, hit)
                for kind in sorted(set(kinds) & set(self._shelves))
                for hit in self._on_shelf(kind, question, most, since, besides)
            ]
            found.sort(key=lambda one: (-one[1].similarity, one[0], one[1].subject))
            best = found[:most]
            if self._forget_gone([(kind, hit.row) for kind, hit in best]) == 0:
                return [(Subject(kind, hit.subject), hit.similarity) for kind, hit in best]

    def usual(self, question: "NDArray[numpy.float32]", kind: str) -> tuple[float, float, int]:
        """How near subjects of a kind are as a rule: mean, standard deviation, and how many there are."""
        shelf = self._shelves.get(kind)
        return (*shelf.usual(question), shelf.count) if shelf else (0.0, 0.0, 0)

    def _on_shelf(
        self,
        kind: str,
        question: "NDArray[numpy.float32]",
        most: int,
        since: datetime | None,
        besides: Subject | None,
    ) -> list[Hit]:
        itself = besides.id if besides and besides.kind == kind else None
        moment = since.timestamp() if since else None
        return self._shelves[kind].nearest(question, most, since=moment, besides=itself)

    def _forget_gone(self, rows: Sequence[tuple[str, int]]) -> int:
        wanted = [row for _kind, row in rows]
        there = set(UnderstoodText.objects.filter(id__in=wanted).values_list("id", flat=True))
        gone = [(kind, row) for kind, row in rows if row not in there]
        for kind, row in gone:
            self._shelves[kind].drop([row])
        return len(gone)

    def _put(self, rows: Sequence[_Row]) -> None:
        for kind in {row[1] for row in rows}:
            mine = [row for row in rows if row[1] == kind]
            shelf = self._shelves.setdefault(kind, Shelf(self.model.size))
            vectors = unpack([row[4] for row in mine], self.model.size)
            shelf.put([row[0] for row in mine], [row[2] for row in mine], [row[3].timestamp() for row in mine], vectors)
            if shelf.count > EXACT_UP_TO and not shelf.is_sifted:
                shelf.sift_around(_centre(self.model, shelf))


def _rows(statement: str, asked: object) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)  # type: ignore[arg-type]
        return list(cursor.fetchall())


def _centre(model: TextModel, shelf: Shelf) -> "NDArray[numpy.float32]":
    """What the first worker found is kept, so that all sift alike, today and after a rebuild."""
    import numpy

    TextModel.objects.filter(id=model.id, centre=b"").update(centre=shelf.middle().tobytes())
    kept = TextModel.objects.values_list("centre", flat=True).get(id=model.id)
    return numpy.frombuffer(kept, dtype=numpy.float32)


_lock = threading.Lock()
_caches: dict[str, Cache] = {}


@contextmanager
def cache_here() -> Iterator[Cache | None]:
    """The copy as of now, for one thread at a time; None before any model reads."""
    with _lock:
        model = model_in_use()
        known = _caches.get("here")
        if model is None:
            known = None
        elif known is None or known.key != (model.id, model.began_at):
            _caches.clear()
            known = _caches["here"] = Cache(model)
        if known is not None:
            known.catch_up()
        yield known


def forget_here() -> None:
    """The copy is made anew at the next question."""
    with _lock:
        _caches.clear()
