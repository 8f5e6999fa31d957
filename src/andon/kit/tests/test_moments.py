from datetime import UTC, datetime, timedelta, timezone

import pytest

from andon.kit.errors import Invalid
from andon.kit.moments import check_moment, within_reach

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def test_what_people_plan_for_is_kept() -> None:
    for moment in (NOW, datetime(2000, 1, 1, tzinfo=EAST), datetime(2100, 12, 31, 23, 59, tzinfo=WEST)):
        assert check_moment(moment, "at") == moment
    assert within_reach(None, "at", NOW) is None
    for days in (-366, 0, 366):
        assert within_reach(NOW + timedelta(days=days), "at", NOW)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 17, 9),  # noqa: DTZ001  that it names no zone is the point
        datetime(1, 1, 1, tzinfo=EAST),
        datetime(1999, 12, 31, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=WEST),
    ],
)
def test_others_are_refused_at_their_field(moment: datetime) -> None:
    for refuse in (lambda: check_moment(moment, "at"), lambda: within_reach(moment, "at", NOW)):
        with pytest.raises(Invalid) as refused:
            refuse()
        assert list(refused.value.faults) == ["at"]


def test_a_slip_of_the_pen_in_the_year_is_refused() -> None:
    for days in (-367, 367, 365_000):
        with pytest.raises(Invalid, match="more than a year away"):
            within_reach(NOW + timedelta(days=days), "at", NOW)
