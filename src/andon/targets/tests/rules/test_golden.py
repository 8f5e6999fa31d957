"""The twenty-two cases of which clocks elsewhere are known to go wrong; each is named by its number.

Those that need more than the arithmetic say where they are tested as a story.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.shared import shared_fixtures

from andon.kit.errors import Invalid
from andon.targets.rules.calendar import ALWAYS, Calendar
from andon.targets.rules.choosing import checked_targets, minutes_of
from andon.targets.rules.happenings import ANSWERED, ASKED, NOTED, OVER, PAUSED, RUNNING, UNDONE
from andon.targets.rules.reading import read_calendar
from andon.targets.rules.reckoning import due, elapsed
from andon.targets.rules.rounds import RESPOND, Round, Ways, idle_pauses, rounds_of
from andon.targets.rules.timing import as_pauses, rung_at, timing_of
from andon.targets.rules.vectors import check_all

from .test_rounds import OPENED, T0, at, rounds, waits

HOUR = timedelta(hours=1)
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def week(*windows: tuple[str, str], zone: str = "Europe/Berlin", **more: object) -> Calendar:
    return read_calendar({"zone": zone, "week": {day: [list(one) for one in windows] for day in WORKDAYS}} | more)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def met(found: Mapping[tuple[str, int], Round], kind: str, number: int = 1) -> bool:
    return found[kind, number].outcome == "met"


def test_01_no_update_is_due_before_the_first_answer() -> None:
    assert ("update", 1) not in rounds([at(0, OPENED), at(5, ASKED)])
    assert ("update", 1) in rounds([at(0, OPENED), at(5, ANSWERED)])


def test_02_answered_the_update_to_respond_stops_until_she_writes() -> None:
    ways = Ways(update_mode=RESPOND)
    found = rounds([at(0, OPENED), at(5, ANSWERED), at(9, ASKED), at(20, ANSWERED)], ways)
    assert met(found, "update")
    assert ("update", 2) not in found
    assert ("update", 2) in rounds(
        [at(0, OPENED), at(5, ANSWERED), at(9, ASKED), at(20, ANSWERED), at(30, ASKED)], ways
    )


def test_03_what_a_policy_does_not_define_is_no_clock() -> None:
    happened = [at(0, OPENED), at(5, ANSWERED)]
    assert {one.kind for one in rounds_of(happened, ("first_reply",), Ways())} == {"first_reply"}


def test_04_answering_and_waiting_in_one_act_satisfies_the_first_answer() -> None:
    found = rounds([at(0, OPENED), at(5, ANSWERED), waits(5)])
    first = found["first_reply", 1]
    assert met(found, "first_reply")
    assert first.ended is not None
    assert elapsed(ALWAYS, first.began, first.ended, as_pauses(first.pauses)) == timedelta(minutes=5)


def test_05_the_first_answer_counts_not_the_second() -> None:
    found = rounds([at(0, OPENED), at(5, ANSWERED), at(50, ANSWERED)])
    assert found["first_reply", 1].ended == T0 + timedelta(minutes=5)


@pytest.mark.parametrize("how", ["solved", "closed"])
def test_06_the_solution_is_recorded_on_every_way_out(how: str) -> None:
    for before in ([], [at(5, ANSWERED)], [at(5, PAUSED, "waiting_others")]):
        found = rounds([at(0, OPENED), *before, at(30, OVER, how)])
        assert met(found, "resolution")


def test_07_what_is_over_is_never_late() -> None:
    found = rounds([at(0, OPENED), at(30, OVER, "closed")])
    first = found["first_reply", 1]
    assert (first.outcome, first.ended) == ("dropped", T0 + timedelta(minutes=30))
    assert timing_of(first, 3600, ALWAYS, T0 + 9 * HOUR).missed is None


def test_08_her_word_by_any_door_restarts_and_notes_count_if_wanted() -> None:
    asked = [at(0, OPENED), at(5, ANSWERED), waits(5), at(60, RUNNING), at(60, ASKED)]
    assert rounds(asked)["next_reply", 1].began == T0 + HOUR
    noted = [at(0, OPENED), at(7, NOTED, "", "n")]
    assert met(rounds(noted, Ways(notes_count=True)), "first_reply")
    assert not met(rounds(noted), "first_reply")
    taken_back = [*noted, at(9, UNDONE, "", "n")]
    assert not met(rounds(taken_back, Ways(notes_count=True)), "first_reply")


def test_09_another_target_keeps_what_was_paused() -> None:
    found = rounds([at(0, OPENED), waits(10), at(70, RUNNING)])["resolution", 1]
    for minutes in (30, 240):
        assert timing_of(found, minutes * 60, ALWAYS, T0).due == T0 + timedelta(minutes=minutes) + HOUR


def test_10_a_pause_stops_the_arithmetic() -> None:
    found = rounds([at(0, OPENED), waits(10)])["resolution", 1]
    for later in (1, 500):
        assert elapsed(ALWAYS, T0, T0 + later * HOUR, as_pauses(found.pauses)) == timedelta(minutes=10)


def test_11_priorities_of_somebodys_own_are_accepted() -> None:
    targets = checked_targets({"first_reply": {"*": 240, "board-level": 5}})
    assert minutes_of(targets, "first_reply", "board-level") == 5
    assert minutes_of(targets, "first_reply", "whatever") == 240


def test_12_lunch_split_shift_holiday_own_hours_and_no_overlaps() -> None:
    split = week(
        ("09:00", "12:00"), ("13:00", "17:00"), holidays=["2026-12-25"], hours={"2026-12-26": [["10:00", "12:00"]]}
    )
    assert due(split, utc("2026-12-24T10:00"), 2 * 3600) == utc("2026-12-24T13:00")
    assert due(split, utc("2026-12-24T15:00"), 3 * 3600) == utc("2026-12-26T11:00")
    with pytest.raises(Invalid) as refused:
        week(("09:00", "12:00"), ("11:00", "17:00"))
    assert list(refused.value.faults) == ["week.mon"]


@pytest.mark.parametrize(
    ("zone", "start", "seconds", "expected"),
    [
        ("Europe/Berlin", "2026-03-27T15:00", 3 * 3600, "2026-03-30T09:00"),
        ("Europe/Berlin", "2026-10-23T14:00", 3 * 3600, "2026-10-26T10:00"),
        ("Asia/Kolkata", "2026-11-17T03:00", 3600, "2026-11-17T04:30"),
        ("Australia/Lord_Howe", "2026-04-03T05:00", 3600 * 2, "2026-04-05T23:30"),
    ],
)
def test_13_zones_and_changes_of_the_clocks(zone: str, start: str, seconds: int, expected: str) -> None:
    assert due(week(("09:00", "17:00"), zone=zone), utc(start), seconds) == utc(expected)


def test_14_outside_of_hours_it_starts_when_we_open_and_real_minutes_at_once() -> None:
    night = utc("2026-11-17T22:00")
    assert due(week(("09:00", "17:00")), night, 3600) == utc("2026-11-18T09:00")
    assert due(ALWAYS, night, 3600) == utc("2026-11-17T23:00")


def test_15_sixteen_hours_of_eight_hour_days_are_two_days() -> None:
    assert due(week(("09:00", "17:00")), utc("2026-11-17T10:00"), 16 * 3600) == utc("2026-11-19T10:00")


def test_16_to_keep_her_in_the_loop_does_not_depend_on_her() -> None:
    silent = rounds([at(0, OPENED), at(5, ANSWERED), waits(5)])
    writes = rounds([at(0, OPENED), at(5, ANSWERED), waits(5), at(30, ASKED), at(40, ASKED)])
    assert silent["update", 1] == writes["update", 1]
    assert timing_of(silent["update", 1], 3600, ALWAYS, T0).due == T0 + timedelta(minutes=65)


def test_17_a_deleted_calendar_falls_back_to_the_default() -> None:
    """As a story: tests/test_policies.py."""
    from andon.targets.models import BusinessCalendar, TargetPolicy

    assert TargetPolicy._meta.get_field("calendar").null
    assert BusinessCalendar._meta.get_field("is_default")


def test_18_a_rung_has_one_instant_whatever_is_asked_when() -> None:
    """Once, after a restart and inside only: tests/stories/test_promises.py."""
    one = rounds([at(0, OPENED)])["first_reply", 1]
    hours = week(("09:00", "17:00"))
    assert rung_at(one, 4 * 3600, hours, "30m") == rung_at(one, 4 * 3600, hours, "30m") == T0 + timedelta(hours=3.5)


def test_19_differs_by_choice_cases_have_no_parents() -> None:
    """A survivor takes over what was asked; a merged case has no clock (tests/stories/test_promises.py)."""
    from andon.cases.models import Case

    assert "parent" not in {field.name for field in Case._meta.get_fields()}


def test_20_new_hours_judge_again_or_freeze() -> None:
    """Both by the setting: tests/stories/test_promises.py."""
    from andon.targets.models.target_settings import WhenChanged

    assert set(WhenChanged.values) == {"judge_again", "freeze"}


def test_21_paused_although_she_had_answered_is_flagged() -> None:
    happened = [at(0, OPENED), at(5, ANSWERED), waits(5), at(20, ASKED)]
    whole = rounds(happened)["resolution", 1]
    idle = idle_pauses(happened, whole.pauses, T0 + HOUR)
    assert sum(((one.until or T0) - one.begin for one in idle), timedelta()) == timedelta(minutes=40)


def test_22_the_vectors_of_others_agree() -> None:
    """That a CSV says what the screen says: tests/screens/test_forecast.py."""
    vectors = json.loads(shared_fixtures("vectors/sla_clock.json").read_text())
    assert all(one.ok for one in check_all(vectors))


def test_a_holiday_is_named_where_it_counts() -> None:
    from andon.targets.rules.explaining import HOLIDAY, explain

    hours = Calendar(ZoneInfo("Europe/Berlin"), [[(540, 1020)]] * 7, {date(2026, 12, 25): "Christmas"})
    segments = explain(hours, utc("2026-12-24T15:00"), utc("2026-12-26T09:00"))
    assert [one.name for one in segments if one.why == HOLIDAY] == ["Christmas"]
