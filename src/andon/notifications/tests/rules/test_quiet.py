from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.notifications.rules.quiet import Window, hours_a_week, quiet_until

LISBON, BERLIN = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Berlin")
EVERY = tuple(range(7))
NIGHT = Window(EVERY, time(22), time(7))
WEEKEND = Window((5, 6), time(0), time(0))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026, of which the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("windows", "now", "until"),
    [
        ([NIGHT], at(16, 21, 59), None),
        ([NIGHT], at(16, 22), at(17, 7)),
        ([NIGHT], at(17, 6, 59), at(17, 7)),
        ([NIGHT], at(17, 7), None),
        # A window of Fridays alone says nothing of the night to Friday.
        ([Window((4,), time(22), time(7))], at(20, 3), None),
        ([Window((4,), time(22), time(7))], at(21, 3), at(21, 7)),
        # Friday's night runs into the weekend, that into Sunday's night: they are one.
        ([NIGHT, WEEKEND], at(20, 23), at(23, 7)),
        ([Window((0,), time(12), time(13))], at(16, 12, 30), at(16, 13)),
        ([], at(16, 3), None),
    ],
)
def test_quiet_until(windows: list[Window], now: datetime, until: datetime | None) -> None:
    assert quiet_until(windows, LISBON, now) == until


def test_times_of_day_are_hers_whatever_the_clock_does() -> None:
    night = [Window(EVERY, time(22), time(3))]
    # On 25 October 2026 clocks go back at 03:00: the later of two equal times ends the window.
    assert quiet_until([Window(EVERY, time(22), time(2, 30))], BERLIN, datetime(2026, 10, 24, 21, tzinfo=UTC)) == (
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    )
    # On 29 March they go forward at 02:00.
    assert quiet_until(night, BERLIN, datetime(2026, 3, 28, 22, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_hours_a_week() -> None:
    assert hours_a_week([NIGHT]) == 63
    # Two nights' hours are the weekend's already.
    assert hours_a_week([NIGHT, WEEKEND]) == 63 + 48 - 2 * 9


times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
windows = st.lists(
    st.builds(Window, weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple), begins=times, ends=times), max_size=4
)


@given(windows, st.integers(0, 400 * 24 * 60), st.sampled_from([LISBON, BERLIN, ZoneInfo("Pacific/Apia")]))
def test_it_delays_and_never_drops(windows: list[Window], minutes: int, zone: ZoneInfo) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    until = quiet_until(windows, zone, now)
    if until is None:
        return
    assert now < until <= now + timedelta(days=7)
    if hours_a_week(windows) < 7 * 24 - 6:
        # Afterwards it is open: nothing waits twice.
        assert quiet_until(windows, zone, until) is None
