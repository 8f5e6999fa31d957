from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from andon.case_escalations.rules.call_words import Called, detail, headline
from andon.case_escalations.rules.lifecycle import MOVES, STANDING, STATES, check_move, may_move
from andon.case_escalations.rules.medians import weekly_medians
from andon.case_escalations.rules.target import answer_due, is_over
from andon.kit.errors import Conflict
from andon.targets.rules.calendar import Calendar

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def test_it_moves_only_from_what_stands() -> None:
    assert set(MOVES) == set(STANDING)
    for state in set(STATES) - set(STANDING):
        assert not any(may_move(state, to) for to in STATES)
    assert not may_move("accepted", "declined")
    with pytest.raises(Conflict) as refused:
        check_move("over", "accepted", "It is over")
    assert refused.value.message == "It is over"


def test_the_target_is_reached_at_its_minute() -> None:
    due = answer_due(NOON, minutes=30)
    assert due == datetime(2026, 11, 17, 12, 30, tzinfo=UTC)
    assert not is_over(due, now=due - timedelta(microseconds=1))
    assert is_over(due, now=due)


def test_a_median_for_each_week_even_without_answers() -> None:
    def took(minutes: int, at: datetime = NOON) -> tuple[datetime, datetime]:
        return at - timedelta(minutes=minutes), at

    before = NOON - timedelta(weeks=2)
    weeks = weekly_medians([took(5), took(20), took(10), took(40, before)], today=date(2026, 11, 18), weeks=3)
    assert [week.starts for week in weeks] == [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
    assert [week.took for week in weeks] == [timedelta(minutes=40), None, timedelta(minutes=10)]
    assert [(week.count, week.share) for week in weeks] == [(1, 100), (0, 0), (3, 25)]
    # What is there is seen, however short.
    tiny = weekly_medians([took(0), took(600, before)], today=date(2026, 11, 18), weeks=3)
    assert tiny[-1].share == 4


def test_what_the_page_says() -> None:
    case = Called(name="C-7 It hangs", account="Acme", tier="strategic", owner="Alice Moreau", waits_since=NOON)
    bare = Called(name="C-8 x", account="", tier="", owner="", waits_since=None)
    assert headline("VIP", [case]) == "VIP: C-7 It hangs was escalated"
    assert detail([case], reason="She leaves", asker="Bob Keller") == (
        "Acme, strategic account. Waiting for us since 17 Nov 12:00 UTC. Alice Moreau owns it. Bob Keller: She leaves"
    )
    assert detail([bare], reason="x", asker="A program") == "A program: x"
    assert headline("VIP", [case, bare]) == "VIP: 2 cases were escalated"
    assert detail([case, bare], reason="x", asker="Bob") == "Acme. Waiting for us since 17 Nov 12:00 UTC. Bob: x"
    assert len(detail([case], reason="y" * 2000, asker="Bob")) < 400


def test_only_open_minutes_count_where_hours_are_given() -> None:
    office = Calendar(ZoneInfo("UTC"), [[(9 * 60, 17 * 60)]] * 5 + [[], []])
    friday = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
    assert answer_due(friday, minutes=30, hours=office) == datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
    never = Calendar(ZoneInfo("UTC"), [[]] * 7)
    assert answer_due(friday, minutes=30, hours=never) == friday + timedelta(minutes=30)
