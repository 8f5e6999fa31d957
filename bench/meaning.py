"""What understanding texts costs: a look-up among many vectors, and a case from its commit until it is found."""

import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy
from django.db import connection, transaction
from numpy.typing import NDArray

from andon.cases.actions.open_cases import open_cases
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit import clock
from andon.meaning.actions.search_by_meaning import search_by_meaning
from andon.meaning.index.cache import Cache, forget_here
from andon.meaning.loaded import encode, wanted_encoder
from andon.meaning.models import Search, TextModel, UnderstoodText
from andon.meaning.readable import readable_kinds
from andon.people.access import access_of
from andon.people.models import User
from andon.work.models import DueWork

from .company import BY
from .processes import running

_QUESTIONS, _MOST, _PART = 200, 50, 20_000
_SAY = [
    ("Checkout hangs", "Since this morning the checkout hangs after I have typed my card number. Order {0}."),
    ("Zahlung hängt", "Seit heute früh bleibt die Kasse nach der Kartennummer stehen. Bestellung {0}."),
    ("Invoice {0}", "The amount on the invoice is higher than what we agreed on. Please send a new one."),
    ("Parcel", "My parcel {0} was due on Monday and has not come. Where is it?"),
    ("Login", "Je ne peux plus me connecter, le code n'arrive pas. Compte {0}."),
]


@dataclass(frozen=True, slots=True)
class LookUp:
    """Milliseconds of wall time, and of this process's own; `recall`: of the ten nearest, against comparing all."""

    stored: int
    p50: float
    p95: float
    cpu: float
    recall: float
    load_s: float
    mib: float


def look_ups(sizes: Sequence[int]) -> Iterator[LookUp]:
    """Vectors of the model in use, as alike as those of texts: a topic, what is each one's own, and a common part."""
    size = wanted_encoder().size
    model = TextModel.objects.create(id="bench", size=size, state="in_use", began_at=clock.now())
    made = 0
    for wanted in sizes:
        while made < wanted:
            made += _copy_in(made, min(_PART, wanted - made), size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meaning_understoodtext")
        yield _measured(model, wanted)
    UnderstoodText.objects.all().delete()
    model.delete()


def _measured(model: TextModel, stored: int) -> LookUp:
    started = time.perf_counter()
    cache = Cache(model)
    loaded = time.perf_counter() - started
    questions = _vectors(0, _QUESTIONS, model.size, own=1)
    cache.nearest(questions[0], ["case"], _MOST)
    wall: list[float] = []
    cpu = time.process_time()
    for question in questions:
        started = time.perf_counter()
        cache.catch_up()
        cache.nearest(question, ["case"], _MOST)
        wall.append((time.perf_counter() - started) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / len(questions)
    wall.sort()
    return LookUp(
        stored,
        statistics.median(wall),
        wall[int(0.95 * len(wall))],
        cpu,
        _recall(cache, questions[:40]),
        loaded,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _recall(cache: Cache, questions: NDArray[numpy.float32]) -> float:
    shelf: Any = cache._shelves["case"]
    right = 0
    for question in questions:
        near = numpy.concatenate(
            [
                shelf._vectors[start : start + _PART].astype(numpy.float32) @ question
                for start in range(0, shelf.count, _PART)
            ]
        )
        best = {int(shelf._rows[place]) for place in numpy.argpartition(-near[: shelf.count], 10)[:10]}
        right += len(best & {hit.row for hit in shelf.nearest(question, 10)})
    return right / (10 * len(questions))


def _vectors(first: int, count: int, size: int, *, own: int = 0) -> NDArray[numpy.float32]:
    topics = numpy.random.default_rng(5).normal(size=(2000, size)).astype(numpy.float32)
    dice = numpy.random.default_rng([7, first, own])
    made = 1.0 + topics[dice.integers(len(topics), size=count)]
    made += 0.8 * dice.standard_normal((count, size), dtype=numpy.float32)
    made /= numpy.linalg.norm(made, axis=1, keepdims=True)
    return made.astype(numpy.float32)


def _copy_in(first: int, count: int, size: int) -> int:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    vectors = _vectors(first, count, size).astype(numpy.float16)
    columns = "subject_kind, subject_id, model, digest, language, vector, length, said_at, reporter, verified, codes"
    statement = f"COPY meaning_understoodtext ({columns}, made_at, transaction) FROM STDIN (FORMAT BINARY)"
    types = ["varchar", "uuid", "varchar", "varchar", "varchar", "bytea", "int4", "timestamptz", "varchar", "bool"]
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([*types, "varchar[]", "timestamptz", "int8"])
        for place in range(count):
            said = day + timedelta(seconds=first + place)
            row = [
                "case",
                UUID(int=first + place + 1),
                "bench",
                "",
                "en",
                vectors[place].tobytes(),
                100,
                said,
                "",
                True,
            ]
            copy.write_row([*row, [], said, 1])
    return count


@dataclass(frozen=True, slots=True)
class Encoding:
    model: str
    per_second: float
    stored_p50: float
    stored_p95: float
    search_p50: float
    search_p95: float


def encoding(home: Path, agent: str) -> Encoding:
    """Texts a second, and seconds from a commit until the vector is stored and until a search is answered."""
    encoder = wanted_encoder()
    texts = [f"{title}\n{body}".format(number) for number in range(40) for title, body in _SAY]
    encode(encoder, texts[:5])
    started = time.perf_counter()
    encode(encoder, texts)
    rate = len(texts) / (time.perf_counter() - started)
    forget_here()
    # The company's thousand cases are read elsewhere: here nothing waits.
    DueWork.objects.filter(lane="embedding").delete()
    walked = dict.fromkeys(readable_kinds(), "all")
    TextModel.objects.create(id=encoder.id, size=encoder.size, state="in_use", began_at=clock.now(), walked=walked)
    with running(home, "worker", "--lane", "embedding", "--lane", "search"):
        _stored_after(0)
        stored = sorted(_stored_after(number) for number in range(1, 31))
        user = User.objects.get(email=agent)
        searches = sorted(_answered_after(user, number) for number in range(30))
    return Encoding(
        encoder.id,
        rate,
        statistics.median(stored),
        stored[int(0.95 * len(stored))],
        statistics.median(searches),
        searches[int(0.95 * len(searches))],
    )


def _stored_after(number: int) -> float:
    title, body = _SAY[number % len(_SAY)]
    given = CaseIn(title=title.format(number), body=body.format(number), contact=Contact.objects.all()[number])
    (case,) = open_cases([given], by=BY)
    assert isinstance(case, Case)
    return _seconds_until(lambda: UnderstoodText.objects.filter(subject_id=case.id).exists())


def _answered_after(user: User, number: int) -> float:
    search = search_by_meaning(f"paying by card is stuck {number}", by=access_of(user))
    return _seconds_until(lambda: Search.objects.filter(id=search.id).exclude(answered_at=None).exists())


def _seconds_until(true: Any) -> float:
    started = time.perf_counter()
    while not true():
        time.sleep(0.005)
        if time.perf_counter() - started > 300:
            raise AssertionError("the worker does not read")
    return time.perf_counter() - started
