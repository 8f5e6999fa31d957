"""The pure rules: what adds up, whatever the order, the zone, the hours."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from andon.contracts.rules.hours import Hours, open_spans
from andon.contracts.rules.hurt import Moment, Phase, phases_of
from andon.contracts.rules.judge import judge
from andon.contracts.rules.periods import Period, calendar_period, period_at
from andon.contracts.rules.restore_first import Claim, restore_first
from andon.contracts.rules.spans import both, length, union

from .promised import ACME, BEGIN, LISBON, figure, hurt, moments, promise


def test_a_month_that_changes_its_clocks_is_an_hour_shorter_or_longer() -> None:
    def total(first: date) -> timedelta:
        period = calendar_period(promise(), first)
        assert period is not None
        return judge(promise(), ACME, period, [], [], BEGIN).total

    assert total(date(2026, 3, 1)) == timedelta(days=31, hours=-1)
    assert total(date(2026, 10, 1)) == timedelta(days=31, hours=1)
    assert total(date(2026, 5, 1)) == timedelta(days=31)


def test_a_month_begins_at_midnight_of_the_account() -> None:
    period = calendar_period(promise(zone=ZoneInfo("America/New_York")), date(2026, 4, 1))
    assert period is not None
    assert period.span[0] == datetime(2026, 4, 1, 4, tzinfo=UTC)


def test_only_the_hours_that_count_cost() -> None:
    hours = Hours(frozenset(range(5)), time(8), time(18))
    of = promise(hours=hours, zone=ZoneInfo("UTC"))
    # Friday 17:00 to Monday 09:00.
    began, now = datetime(2026, 3, 6, 17, tzinfo=UTC), datetime(2026, 3, 9, 9, tzinfo=UTC)
    one = figure(of, [hurt(began, None)], now)
    assert one.used == timedelta(hours=2)
    assert one.total == timedelta(hours=10) * 22
    assert {line.reason for line in one.lines} == {"counted", "hours"}


def test_a_projection_waits_for_the_hours_that_count() -> None:
    of = promise(hours=Hours(frozenset(range(5)), time(8), time(18)), zone=ZoneInfo("UTC"), target=Decimal(99))
    now = datetime(2026, 3, 6, 17, tzinfo=UTC)
    one = figure(of, [hurt(now, None)], now)
    # 2 h 12 min are allowed: one hour on Friday, the rest on Monday.
    assert one.breach_at == datetime(2026, 3, 9, 9, 12, tzinfo=UTC)


def test_hours_to_midnight_end_the_day() -> None:
    found = open_spans(Hours(frozenset({6}), time(22), time()), LISBON, (BEGIN, BEGIN + timedelta(days=2)))
    assert length(found) == timedelta(hours=2)


@given(st.integers(0, 40 * 24), st.integers(0, 3000))
def test_rolling_days_forget_what_is_older(hours: int, minutes: int) -> None:
    of = promise(period="rolling", valid_from=date(2025, 1, 1))
    began = datetime(2026, 3, 1, tzinfo=UTC)
    past = hurt(began, began + timedelta(minutes=minutes))
    now = began + timedelta(hours=hours)
    whole = union([(began, min(began + timedelta(minutes=minutes), now))])
    assert figure(of, [past], now).used == length(both(whole, [(now - timedelta(days=30), now)]))


def test_rolling_days_foretell_the_breach() -> None:
    of = promise(period="rolling")
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    one = figure(of, [hurt(now - timedelta(minutes=20), None)], now)
    assert one.breach_at is not None
    assert abs(one.breach_at - (now + timedelta(minutes=23.2))) <= timedelta(seconds=1)


def test_nothing_is_foretold_when_nothing_runs() -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    one = figure(promise(), [hurt(now - timedelta(minutes=20), now - timedelta(minutes=5))], now)
    assert (one.breach_at, [step.at for step in one.steps]) == (None, [None, None])
    assert one.owed_after(timedelta(hours=9)) == one.owed == 0


@given(st.integers(1, 20_000))
def test_at_the_instant_foretold_the_minutes_are_used_up(minutes: int) -> None:
    began = datetime(2026, 5, 1, tzinfo=UTC)
    now = began + timedelta(minutes=minutes)
    one = figure(promise(), [hurt(began, None)], now)
    if one.breach_at is None:
        assert one.broken
    else:
        then = figure(promise(), [hurt(began, None)], one.breach_at)
        assert then.used == then.allowed


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_what_is_owed_never_shrinks_and_is_foretold_right(soon: int, later: int) -> None:
    began = datetime(2026, 5, 1, tzinfo=UTC)
    first, then = sorted((began + timedelta(minutes=soon), began + timedelta(minutes=later)))
    one, two = (figure(promise(), [hurt(began, None)], at) for at in (first, then))
    assert one.owed <= two.owed
    assert one.owed_after(then - first) == two.owed


def test_a_credit_is_capped() -> None:
    began = datetime(2026, 5, 1, tzinfo=UTC)
    one = figure(promise(cap=Decimal(20)), [hurt(began, began + timedelta(hours=20))], began + timedelta(days=2))
    assert one.owed == Decimal(200)


def test_phases_follow_what_was_recorded() -> None:
    def at(minute: int) -> datetime:
        return BEGIN + timedelta(minutes=minute)

    recorded = [
        Moment(at(5), "severity", "critical", "minor"),
        Moment(at(10), "ended"),
        Moment(at(12), "ended"),
        Moment(at(20), "reopened"),
        Moment(at(25), "severity", "major", "critical"),
    ]
    assert phases_of(at(0), "major", None, recorded) == [
        Phase(at(0), at(5), "minor"),
        Phase(at(5), at(10), "critical"),
        Phase(at(20), at(25), "critical"),
        Phase(at(25), None, "major"),
    ]
    # One that came from elsewhere has its end and no record of it.
    assert phases_of(at(0), "major", at(9), []) == [Phase(at(0), at(9), "major")]


def test_terms_that_begin_in_mid_period_promise_that_part_alone() -> None:
    of = promise(valid_from=date(2026, 3, 16), zone=ZoneInfo("UTC"))
    period = period_at(of, datetime(2026, 3, 20, tzinfo=UTC))
    assert period == Period(
        "month", date(2026, 3, 1), (datetime(2026, 3, 16, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
    )
    assert period_at(of, datetime(2026, 3, 10, tzinfo=UTC)) is None


claims = st.builds(
    Claim,
    account=st.uuids(),
    name=st.text(max_size=3),
    tier=st.sampled_from(["strategic", "growth", "standard"]),
    yearly_value=st.decimals(0, 1000, places=2),
    cases=st.integers(0, 9),
    next_at=st.none() | moments,
    at_stake=st.decimals(0, 1000, places=2),
)


@given(st.lists(claims, max_size=8, unique_by=lambda claim: claim.account), st.randoms())
def test_the_order_of_restoring_is_the_same_whatever_the_order_of_asking(
    given_claims: list[Claim], chance: Any
) -> None:
    mixed = list(given_claims)
    chance.shuffle(mixed)
    ordered = restore_first(mixed)
    assert ordered == restore_first(given_claims)
    losing = [claim.next_at for claim in ordered if claim.next_at]
    assert losing == sorted(losing)
    assert all(claim.next_at is None for claim in ordered[len(losing) :])
