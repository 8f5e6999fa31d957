"""Whoever follows the timeline gets each fact of the kinds wanted, none skipped, and only while somebody wants some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.facts import fact
from andon.timeline.follow import Follower, follow_from_now, look, register_follower
from andon.timeline.models import Following, RecordedFact
from andon.timeline.record import record
from andon.work import wake
from andon.work.engine.inline import run_due_work
from andon.work.models import DueWork

SYSTEM = Actor.system("tests")
NAME = "tests"
wanted: set[str] = set()
taken: list[str] = []


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BellRung:
    word: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BellPolished:
    word: str


def take(facts: Sequence[RecordedFact]) -> None:
    for one in facts:
        if one.body.word == "poison":
            raise ValueError("poison")
        taken.append(one.body.word)


register_follower(Follower(NAME, lambda: wanted, take))


@pytest.fixture(autouse=True)
def _begin(transactional_db: None) -> Iterator[None]:
    taken.clear()
    wanted.clear()
    wanted.add("timeline.BellRung")
    yield
    wanted.clear()


@transaction.atomic
def ring(*words: str, bell: UUID | None = None) -> None:
    for word in words:
        record(BellRung(word=word), subject=Subject("bell", bell or new_id()), by=SYSTEM)


def test_what_happens_from_now_on_is_taken_once_in_order() -> None:
    ring("before")
    follow_from_now(NAME)
    ring("a", "b")
    with transaction.atomic():
        record(BellPolished(word="not wanted"), subject=Subject("bell", new_id()), by=SYSTEM)
    ring("c")
    for _thrice in range(3):
        look(NAME)
    assert taken == ["a", "b", "c"]
    follow_from_now(NAME)
    look(NAME)
    assert taken == ["a", "b", "c"]


def test_a_fact_that_commits_late_is_not_skipped() -> None:
    follow_from_now(NAME)
    late = wake.connect()
    late.autocommit = False
    late.execute(
        "INSERT INTO timeline_recordedfact (at, id, kind, version, subject_kind, subject_id, about, actor_kind,"
        " actor_id, seen_by, stored) VALUES (now(), %s, 'timeline.BellRung', 1, 'bell', %s, '{}', 'system', 'tests',"
        " 'agents', '{\"word\": \"late\"}')",
        [new_id(), new_id()],
    )
    ring("early")
    look(NAME)
    assert taken == ["early"]
    late.commit()
    late.close()
    look(NAME)
    look(NAME)
    assert taken == ["early", "late"]


def test_without_anybody_who_wants_nothing_is_planned() -> None:
    ring("x")
    assert not DueWork.objects.exists()
    follow_from_now(NAME)
    wanted.clear()
    run_due_work()
    assert not DueWork.objects.exists()
    assert not Following.objects.exists()
    ring("y")
    wanted.add("timeline.BellRung")
    follow_from_now(NAME)
    ring("z")
    look(NAME)
    assert taken == ["z"]


def test_what_cannot_be_taken_comes_again() -> None:
    follow_from_now(NAME)
    ring("poison")
    for _twice in range(2):
        with pytest.raises(ValueError, match="poison"):
            look(NAME)
    assert Following.objects.exists()


def test_it_looks_again_by_itself(move_clock: Any) -> None:
    follow_from_now(NAME)
    run_due_work()
    ring("a")
    move_clock.forward(seconds=2)
    assert taken == ["a"]


def test_after_a_backup_was_restored_elsewhere_it_goes_on_from_there() -> None:
    """Another cluster counts its transactions anew, and old facts carry numbers that are still to come here."""
    follow_from_now(NAME)
    far = 10**15
    Following.objects.update(seen=f"{far}:{far}:")
    with wake.connect() as restored:
        restored.execute(
            "INSERT INTO timeline_recordedfact (at, id, transaction, kind, version, subject_kind, subject_id, about,"
            " actor_kind, actor_id, seen_by, stored) VALUES (now(), %s, %s, 'timeline.BellRung', 1, 'bell', %s, '{}',"
            " 'system', 'tests', 'agents', '{\"word\": \"old\"}')",
            [new_id(), far - 5, new_id()],
        )
    look(NAME)
    ring("new")
    look(NAME)
    assert taken == ["new"]
