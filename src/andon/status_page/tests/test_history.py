from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.status_page.rules.history import Stretch, history_of, shown_uptime

NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)
ZONE = ZoneInfo("Europe/Lisbon")


def stretch(state: str, began: float, ended: float | None) -> Stretch:
    """Minutes before now."""
    return Stretch(state, NOW - timedelta(minutes=began), None if ended is None else NOW - timedelta(minutes=ended))


def uptime(*stretches: Stretch, since: datetime = NOW - timedelta(minutes=1000)) -> float:
    found = history_of(stretches, since=since, now=NOW, zone=ZONE).uptime
    assert found is not None
    return found


def test_what_counts() -> None:
    assert uptime() == 100
    assert uptime(stretch("major_outage", 100, None)) == pytest.approx(90)
    assert uptime(stretch("partial_outage", 100, 0)) == pytest.approx(97)
    assert uptime(stretch("degraded_performance", 500, None), stretch("under_maintenance", 300, 100)) == 100


def test_two_at_once_count_once_as_the_worse() -> None:
    both = [stretch("major_outage", 100, 50), stretch("partial_outage", 100, None)]
    assert uptime(*both) == pytest.approx(100 - 5 - 1.5)


def test_days_are_those_of_the_zone() -> None:
    tokyo = history_of([stretch("major_outage", 60, 30)], since=LONG_AGO, now=NOW, zone=ZoneInfo("Asia/Tokyo"))
    kiritimati = history_of(
        [stretch("major_outage", 60, 30)], since=LONG_AGO, now=NOW, zone=ZoneInfo("Pacific/Kiritimati")
    )
    assert (tokyo.days[-1].state, tokyo.days[-1].minutes) == ("major_outage", 30)
    assert kiritimati.days[-1].on == tokyo.days[-1].on + timedelta(days=1)
    assert len(tokyo.days) == 90


def test_before_it_was_on_the_page_nothing_is_said() -> None:
    days = history_of([], since=NOW - timedelta(days=2), now=NOW, zone=ZONE).days
    assert [day.state for day in days[-4:]] == ["", "operational", "operational", "operational"]
    assert history_of([], since=NOW, now=NOW, zone=ZONE).uptime is None
    assert history_of([], since=NOW, now=NOW, zone=ZONE).days[-1].state == "operational"


def test_it_is_never_rounded_up_to_a_hundred() -> None:
    assert [shown_uptime(of) for of in (100, 99.99999, 99.999, 0, 57.125)] == ["100", "99.99", "99.99", "0.00", "57.12"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["major_outage", "partial_outage", "degraded_performance"]),
            st.integers(0, 200_000),
            st.integers(0, 200_000),
        ),
        max_size=8,
    )
)
def test_it_stays_between_nothing_and_all(spans: list[tuple[str, int, int]]) -> None:
    stretches = [stretch(state, max(one, other), min(one, other)) for state, one, other in spans]
    found = history_of(stretches, since=LONG_AGO, now=NOW, zone=ZONE)
    assert found.uptime is not None
    assert 0 <= found.uptime <= 100 + 1e-9
    # A day of a changed clock has 25 hours.
    assert all(0 <= day.minutes <= 25 * 60 for day in found.days)
    assert (found.uptime == 100) or any(one.state != "degraded_performance" for one in stretches)
