"""A hundred thousand open clocks worked out again after opening hours changed, and what PostgreSQL itself takes to
change the same rows: those of the clocks and, where their cases are due, those of the cases."""

import time
from dataclasses import dataclass

from django.db import connection, transaction

from andon.targets.actions.put_calendar import CalendarIn, put_calendar
from andon.targets.models import Clock, Recompute
from andon.targets.models.clock import OPEN
from andon.work.engine.inline import run_due_work

from .company import BY

CLOCKS = 100_000
_WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
_LOT = """
CREATE TEMP TABLE lot ON COMMIT DROP AS SELECT gen_random_uuid() AS id, random() * interval '20 days' AS age,
    random() < 0.2 AS pauses, nextval('cases_number') AS number FROM generate_series(1, %(count)s)"""
_CASES = """
INSERT INTO cases_case SELECT (jsonb_populate_record(was, jsonb_build_object('id', lot.id, 'number', lot.number,
    'external_key', NULL, 'status', 'open', 'close_reason', '', 'closed_at', NULL, 'due_reason', 'answer_due',
    'due_at', now(), 'opened_at', now() - lot.age, 'status_since', now() - lot.age))).*
FROM lot JOIN cases_case AS was ON was.id = (SELECT id FROM cases_case WHERE status = 'new' LIMIT 1)"""
_CLOCKS = """
INSERT INTO targets_clock (id, subject_kind, subject_id, kind, number, policy_id, policy_version, calendar_id,
    calendar_version, target_seconds, began_at, pauses, state, missed, fired, idle_seconds, due_at, next_at)
SELECT gen_random_uuid(), 'case', lot.id, 'next_reply', 1, policy.id, 1, NULL, 0,
    14400 + (random() * 400000)::int, now() - lot.age, CASE WHEN lot.pauses THEN jsonb_build_array(jsonb_build_array(
    to_jsonb(now() - lot.age / 2), to_jsonb(now() - lot.age / 3), 'waiting_others')) ELSE '[]'::jsonb END,
    'running', '{}', '{}', 0, now(), NULL
FROM lot CROSS JOIN (SELECT id FROM targets_targetpolicy WHERE is_default) AS policy"""
_PLAIN = """
UPDATE targets_clock SET due_at = due_at + interval '1 minute', next_at = next_at + interval '1 minute',
    calendar_version = calendar_version + 1 WHERE state IN ('running', 'paused');
UPDATE cases_case SET due_at = cases_case.due_at + interval '1 minute' FROM targets_clock
WHERE targets_clock.subject_id = cases_case.id AND targets_clock.state = 'running'"""


@dataclass(frozen=True, slots=True)
class Again:
    clocks: int
    changed: int
    seconds: float
    plain: float


def clocks() -> Again:
    """The yardstick runs after, on the same rows."""
    put_calendar(CalendarIn(slug="bench", name="Bench", content=_hours("UTC"), is_default=True), by=BY)
    run_due_work(("background",), raise_errors=False)
    _fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE targets_clock, cases_case")
    content = _hours("Europe/Berlin")
    put_calendar(CalendarIn(slug="bench", name="Bench", content=content, country="DE", is_default=True), by=BY)
    started = time.perf_counter()
    run_due_work(("background",), raise_errors=False)
    seconds = time.perf_counter() - started
    run = Recompute.objects.filter(why="calendar").latest("began_at")
    assert run.ended_at is not None
    assert run.done >= CLOCKS, run.done
    return Again(run.done, run.changed, seconds, _plain())


def _hours(zone: str) -> "dict[str, object]":
    return {"zone": zone, "week": _WEEK}


def _fill() -> None:
    already = Clock.objects.filter(state__in=OPEN).count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOT, {"count": max(0, CLOCKS - already)})
        cursor.execute(_CASES)
        cursor.execute(_CLOCKS)


def _plain() -> float:
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLAIN)
    return time.perf_counter() - started
