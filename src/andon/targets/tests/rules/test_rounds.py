"""Clocks derived from what happened: rounds, pauses, what is undone; and each minute of them explained."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from andon.targets.rules.calendar import ALWAYS, Calendar
from andon.targets.rules.explaining import COUNTED, explain
from andon.targets.rules.happenings import (
    ANSWERED,
    ASKED,
    BACK,
    FOR_CUSTOMER,
    GONE,
    NOTED,
    OPENED,
    OVER,
    PAUSED,
    RUNNING,
    STARTED,
    STOPPED,
    UNDONE,
    Happening,
)
from andon.targets.rules.reckoning import elapsed
from andon.targets.rules.rounds import RESPOND, Paused, Round, Ways, idle_pauses, rounds_of
from andon.targets.rules.timing import as_pauses, rung_at, timing_of

from .calendars import MOMENTS, calendars, pauses

T0 = datetime(2026, 11, 17, 9, tzinfo=UTC)
ALL = ("first_reply", "next_reply", "update", "resolution", "owed")


def at(minutes: int, what: str, why: str = "", ref: str = "") -> Happening:
    return Happening(T0 + timedelta(minutes=minutes), what, why, ref)


def waits(minutes: int, ref: str = "") -> Happening:
    return at(minutes, PAUSED, FOR_CUSTOMER, ref)


def rounds(happened: Sequence[Happening], ways: Ways | None = None) -> dict[tuple[str, int], Round]:
    return {(one.kind, one.number): one for one in rounds_of(happened, ALL, ways or Ways())}


def brief(one: Round) -> tuple[int, int | None, str]:
    return _minutes(one.began), None if one.ended is None else _minutes(one.ended), one.outcome


def _minutes(moment: datetime) -> int:
    return int((moment - T0) / timedelta(minutes=1))


def test_from_the_first_word_to_the_end() -> None:
    found = rounds(
        [at(0, OPENED), at(5, ANSWERED), waits(5), at(50, RUNNING), at(50, ASKED), at(60, ANSWERED), at(60, OVER)]
    )
    assert brief(found["first_reply", 1]) == (0, 5, "met")
    assert brief(found["next_reply", 1]) == (50, 60, "met")
    assert brief(found["resolution", 1]) == (0, 60, "met")
    assert [(_minutes(one.begin), one.until and _minutes(one.until)) for one in found["resolution", 1].pauses] == [
        (5, 50)
    ]
    assert [brief(found["update", n])[0] for n in (1, 2)] == [5, 60]


def test_what_is_undone_never_happened() -> None:
    before = [at(0, OPENED), at(3, PAUSED, "waiting_others")]
    replied = [*before, at(5, ANSWERED, "", "m"), waits(5, "m"), at(6, UNDONE, "", "m")]
    assert rounds(replied) == rounds(before)


def test_gone_and_back_is_as_if_never_away() -> None:
    before = [at(0, OPENED), at(5, ANSWERED), at(9, ASKED)]
    gone = rounds([*before, at(20, GONE)])
    assert {one.outcome for one in gone.values() if one.kind != "first_reply"} == {"dropped"}
    back = rounds([*before, at(20, GONE), at(90, BACK)])
    assert back == rounds(before)


def test_reopened_goes_on_and_what_was_over_does_not_count() -> None:
    found = rounds([at(0, OPENED), at(10, ANSWERED), at(10, OVER, "solved"), at(70, RUNNING), at(70, ASKED)])
    whole = found["resolution", 1]
    assert whole.ended is None
    assert elapsed(ALWAYS, whole.began, T0 + timedelta(minutes=80), as_pauses(whole.pauses)) == timedelta(minutes=20)
    assert brief(found["next_reply", 1]) == (70, None, "running")


def test_clocks_by_name_run_whoever_waits() -> None:
    found = rounds([at(0, OPENED), at(1, STARTED, "owed"), waits(2), at(9, STOPPED, "owed"), at(20, STARTED, "owed")])
    assert brief(found["owed", 1]) == (1, 9, "met")
    assert found["owed", 1].pauses == []
    assert brief(found["owed", 2]) == (20, None, "running")


def test_notes_count_only_where_a_policy_says_so() -> None:
    happened = [at(0, OPENED), at(5, NOTED)]
    assert rounds(happened)["first_reply", 1].ended is None
    assert brief(rounds(happened, Ways(notes_count=True))["first_reply", 1]) == (0, 5, "met")


def test_who_waits_longer_already_goes_on_waiting_since_then() -> None:
    since = (T0 - timedelta(minutes=30)).isoformat()
    found = rounds([at(0, OPENED), at(5, ANSWERED), at(10, ASKED), at(20, ASKED, since, "merge")])
    assert brief(found["next_reply", 1]) == (-30, None, "running")


EVENTS = st.lists(
    st.tuples(st.integers(0, 600), st.sampled_from([ASKED, ANSWERED, NOTED, PAUSED, RUNNING, OVER])), max_size=20
)


def _why(what: str) -> str:
    return FOR_CUSTOMER if what == PAUSED else ""


@given(EVENTS, EVENTS)
def test_a_first_answer_that_was_given_stays_given(first: list[tuple[int, str]], then: list[tuple[int, str]]) -> None:
    happened = [at(0, OPENED), *(at(1 + n, what, _why(what)) for n, what in first)]
    later = [at(1000 + n, what, _why(what)) for n, what in then]
    before = rounds(happened)["first_reply", 1]
    after = rounds([*happened, *later])["first_reply", 1]
    if before.outcome == "met":
        assert after == before


@given(EVENTS)
def test_rounds_follow_each_other_and_pauses_lie_inside(events: list[tuple[int, str]]) -> None:
    happened = [at(0, OPENED), *(at(1 + n, what, _why(what)) for n, what in events)]
    for mode in ("between", RESPOND):
        found = rounds(happened, Ways(update_mode=mode))
        for one in found.values():
            assert one.ended is None or one.ended >= one.began
            assert all(one.began <= pause.begin for pause in one.pauses)
            assert all(pause.until is None or one.ended is None or pause.until <= one.ended for pause in one.pauses)
            follower = found.get((one.kind, one.number + 1))
            assert follower is None or (one.ended is not None and follower.began >= one.ended)


@given(calendars(), MOMENTS, st.integers(0, 20_000), pauses())
def test_what_is_explained_sums_to_what_has_elapsed(
    calendar: Calendar, begin: datetime, minutes: int, off: Sequence[tuple[datetime, datetime]]
) -> None:
    end = begin + timedelta(minutes=minutes)
    segments = explain(calendar, begin, end, [Paused(*one, "waiting_customer") for one in off])
    counted = sum((one.length for one in segments if one.why == COUNTED), timedelta())
    assert counted == elapsed(calendar, begin, end, off)
    assert sum((one.length for one in segments), timedelta()) == end - begin
    assert all(one.end == other.begin for one, other in itertools.pairwise(segments))


@given(calendars(), MOMENTS, st.integers(60, 90 * 3600), st.sampled_from(["50%", "75%", "90%", "100%", "30m", "5m"]))
def test_a_rung_lies_before_due_and_in_open_time(calendar: Calendar, began: datetime, seconds: int, rung: str) -> None:
    one = Round("first_reply", 1, began)
    due = timing_of(one, seconds, calendar, began).due
    reached = rung_at(one, seconds, calendar, rung)
    assert due is not None
    assert reached is not None
    assert began <= reached <= due
    if began < reached < due:
        assert elapsed(calendar, began, reached) > timedelta()
        assert elapsed(calendar, reached, due) > timedelta()


def test_a_paused_clock_has_no_due_and_says_what_is_left() -> None:
    one = Round("resolution", 1, T0, pauses=[Paused(T0 + timedelta(minutes=17), None, FOR_CUSTOMER)])
    timing = timing_of(one, 3600, ALWAYS, T0 + timedelta(days=3))
    assert (timing.due, timing.missed, timing.left) == (None, None, timedelta(minutes=43))
    assert rung_at(one, 3600, ALWAYS, "75%") is None
    assert rung_at(one, 3600, ALWAYS, "25%") == T0 + timedelta(minutes=15)


def test_answered_in_the_last_instant_is_in_time() -> None:
    due = T0 + timedelta(hours=1)
    assert timing_of(Round("first_reply", 1, T0, due, "met"), 3600, ALWAYS, due).missed is None
    late = Round("first_reply", 1, T0, due + timedelta(seconds=1), "met")
    assert timing_of(late, 3600, ALWAYS, due + timedelta(hours=9)).missed == due


def test_minutes_paused_although_she_had_answered() -> None:
    happened = [at(0, OPENED), at(5, ANSWERED), waits(5), at(20, ASKED), at(50, ANSWERED)]
    paused = [Paused(T0 + timedelta(minutes=5), T0 + timedelta(minutes=60), FOR_CUSTOMER)]
    (idle,) = idle_pauses(happened, paused, T0 + timedelta(minutes=60))
    assert (_minutes(idle.begin), idle.until and _minutes(idle.until)) == (20, 50)
    others = [Paused(paused[0].begin, paused[0].until, "waiting_others")]
    assert idle_pauses(happened, others, T0 + timedelta(minutes=60)) == []
