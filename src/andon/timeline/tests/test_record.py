"""Facts commit with their change, cannot be changed, and are never skipped by the feed."""

from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, transaction
from tests.live_server import wait_until

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.facts import fact
from andon.timeline.feed import feed_end, read_feed, read_since, seen_now
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction, register_reactions
from andon.timeline.reads.history import history
from andon.timeline.record import record
from andon.work import wake
from andon.work.engine.inline import run_due_work

SYSTEM = Actor.system("tests")
heard: list[UUID] = []


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit:
    colour: str
    lamp: UUID


def hear(recorded: RecordedFact) -> None:
    heard.append(recorded.body.lamp)


register_reactions([Reaction(LampLit, hear)])


@pytest.mark.django_db
def test_a_fact_and_its_reaction() -> None:
    heard.clear()
    lamp = Subject("lamp", new_id())
    record(LampLit(colour="red", lamp=lamp.id), subject=lamp, by=SYSTEM)
    run_due_work()
    assert heard == [lamp.id]
    (known,) = history([lamp], seen_by={"agents"})
    assert known.body == LampLit(colour="red", lamp=lamp.id)
    assert known.by == SYSTEM
    assert history([lamp], seen_by={"customer"}) == []


@pytest.mark.django_db
def test_the_timeline_is_append_only() -> None:
    lamp = Subject("lamp", new_id())
    record(LampLit(colour="red", lamp=lamp.id), subject=lamp, by=SYSTEM)
    for change in (lambda: RecordedFact.objects.update(kind="x"), lambda: RecordedFact.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_refused_outside_of_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        record(LampLit(colour="red", lamp=new_id()), subject=Subject("lamp", new_id()), by=SYSTEM)


def test_the_feed_skips_no_fact_that_commits_late(transactional_db: None) -> None:
    """The first transaction takes its number first and commits last."""
    start = feed_end()
    lamp = Subject("lamp", new_id())
    late = wake.connect()
    late.autocommit = False
    _insert(late, "late")
    with transaction.atomic():
        record(LampLit(colour="early", lamp=lamp.id), subject=lamp, by=SYSTEM)
    # The early one waits, because an older transaction may still add something before it.
    assert read_feed(start) == []
    late.commit()
    late.close()
    # Transactions of other databases of the server hold it back too, while they run.
    wait_until(lambda: len(read_feed(start)) == 2, seconds=60)


def _insert(connection_: "psycopg.Connection[tuple[object, ...]]", actor: str) -> None:
    connection_.execute(
        "INSERT INTO timeline_recordedfact (at, id, kind, version, subject_kind, subject_id, about, actor_kind,"
        " actor_id, seen_by, stored) VALUES (now(), %s, 'timeline.LampLit', 1, 'lamp', %s, '{}', 'system', %s,"
        " 'agents', '{}')",
        [new_id(), new_id(), actor],
    )


def test_what_becomes_visible_is_news_at_once_and_once(transactional_db: None) -> None:
    """Neither an older transaction that is still running nor one that commits late loses or holds back anything."""
    seen = seen_now()
    lamp = Subject("lamp", new_id())
    late = wake.connect()
    late.autocommit = False
    _insert(late, "late")
    with transaction.atomic():
        record(LampLit(colour="early", lamp=lamp.id), subject=lamp, by=SYSTEM)
    news, seen = read_since(seen)
    assert [one.about for one in news] == [[lamp.key]]
    assert read_since(seen)[0] == []
    late.commit()
    late.close()
    news, seen = read_since(seen)
    assert len(news) == 1
    assert read_since(seen)[0] == []


def test_facts_restored_from_another_cluster_are_no_news(transactional_db: None) -> None:
    """Their transactions were counted elsewhere, and may be numbers that are still to come here."""
    seen = seen_now()
    with wake.connect() as restored:
        restored.execute(
            "INSERT INTO timeline_recordedfact (at, id, transaction, kind, version, subject_kind, subject_id, about,"
            " actor_kind, actor_id, seen_by, stored) VALUES (now(), %s, 1000000000000, 'timeline.LampLit', 1, 'lamp',"
            " %s, '{}', 'system', 'tests', 'agents', '{}')",
            [new_id(), new_id()],
        )
    assert read_since(seen)[0] == []
    with transaction.atomic():
        record(LampLit(colour="red", lamp=new_id()), subject=Subject("lamp", new_id()), by=SYSTEM)
    assert len(read_since(seen)[0]) == 1
