"""Append facts, and plan their reactions, in the transaction of the change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.work import wake
from andon.work.plan import Planned, plan_all

from .actor import Actor
from .facts import type_of
from .models import RecordedFact
from .reactions import react, reactions_to


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact to record: what, of which subject, by whom, and what else it is about."""

    fact: object
    subject: Subject
    by: Actor
    about: Iterable[Subject] = field(default=())


def record(fact: object, *, subject: Subject, by: Actor, about: Iterable[Subject] = ()) -> RecordedFact:
    """Record one fact. Refuses to be called outside of the transaction of the change."""
    return record_all([Entry(fact, subject, by, about)])[0]


def record_all(entries: Sequence[Entry]) -> list[RecordedFact]:
    """Record many in a fixed number of statements; the order given is the order of their reactions."""
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of the change")
    facts = [_row(entry) for entry in entries]
    insert_rows(facts)
    plan_all(
        Planned(
            task=react,
            args={"at": fact.at.isoformat(), "id": str(fact.id), "reaction": reaction.name},
            lane=reaction.lane,
            order=f"{reaction.lane}|{fact.subject.key}",
        )
        for fact in facts
        for reaction in reactions_to(fact.kind)
    )
    if facts:
        transaction.on_commit(wake.tell, robust=True)
    return facts


def _row(entry: Entry) -> RecordedFact:
    known = type_of(entry.fact)
    return RecordedFact(
        at=clock.now(),
        id=new_id(),
        kind=known.kind,
        version=known.version,
        subject_kind=entry.subject.kind,
        subject_id=entry.subject.id,
        about=list(dict.fromkeys([entry.subject.key, *(about.key for about in entry.about)])),
        actor_kind=entry.by.kind,
        actor_id=entry.by.id,
        seen_by=known.seen_by,
        stored=known.dump(entry.fact),
    )
