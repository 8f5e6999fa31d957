"""Calendars of all kinds for property tests."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from andon.targets.rules.calendar import DAY, Calendar, Window, overlap_in

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]
MINUTE_OF_DAY = st.integers(0, DAY - 1)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
DATES = st.integers(0, 800).map(lambda days: date(2025, 12, 25) + timedelta(days=days))
SECONDS = st.integers(0, 90 * 3600)


def _window(pair: tuple[int, int]) -> Window:
    begin, length = pair
    return begin, begin + length


WINDOWS = st.lists(st.tuples(MINUTE_OF_DAY, st.integers(15, 12 * 60)).map(_window), max_size=3).filter(
    lambda windows: not overlap_in(windows)
)


@st.composite
def calendars(draw: st.DrawFn, zones: list[str] = ZONES, special: bool = True) -> Calendar:
    """Open at least once a week."""
    week = draw(st.lists(WINDOWS, min_size=7, max_size=7).filter(any))
    if not special:
        return Calendar(ZoneInfo(draw(st.sampled_from(zones))), week)
    return Calendar(
        ZoneInfo(draw(st.sampled_from(zones))),
        week,
        holidays=dict.fromkeys(draw(st.lists(DATES, max_size=6)), "Holiday"),
        hours=draw(st.dictionaries(DATES, WINDOWS, max_size=3)),
        breaks=draw(st.dictionaries(DATES, WINDOWS, max_size=3)),
    )


@st.composite
def pauses(draw: st.DrawFn) -> list[tuple[datetime, datetime]]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(MOMENTS)
        found.append((begin, begin + timedelta(minutes=draw(st.integers(0, 5000)))))
    return found
