from datetime import timedelta
from uuid import UUID

import pytest

from andon.notifications.rules.reach import HIGH, LOW, Way, stages
from andon.notifications.rules.reached import Tried, hurries

MAIL = Way("email", "omar@fernhill.example")
APP, SMS, CALL = (Way(kind, kind, UUID(int=number)) for number, kind in enumerate(("apprise", "sms", "voice")))


def planned(chosen: list[tuple[int, UUID | None]], ways: list[Way], urgency: str) -> list[tuple[int, str]]:
    found = stages(chosen, ways, urgency)
    return [(int(stage.wait / timedelta(minutes=1)), stage.way.channel) for stage in found]


@pytest.mark.parametrize(
    ("ways", "urgency", "expected"),
    [
        ([MAIL], HIGH, [(0, "email")]),
        ([MAIL, CALL], HIGH, [(0, "email"), (0, "voice")]),
        ([MAIL, CALL, SMS], HIGH, [(0, "email"), (0, "sms"), (2, "voice")]),
        ([MAIL, CALL, SMS, APP], HIGH, [(0, "email"), (0, "apprise"), (2, "sms"), (5, "voice")]),
        ([MAIL, CALL, SMS, APP], LOW, [(5, "email")]),
    ],
)
def test_nobody_must_configure_anything(ways: list[Way], urgency: str, expected: list[tuple[int, str]]) -> None:
    assert planned([], ways, urgency) == expected


def test_what_she_chose_wins_and_a_way_that_is_gone_is_left_out() -> None:
    chosen = [(5, CALL.method), (0, None), (1, SMS.method)]
    assert planned(chosen, [MAIL, SMS, CALL], HIGH) == [(0, "email"), (1, "sms"), (5, "voice")]
    assert planned(chosen, [MAIL, CALL], HIGH) == [(0, "email"), (5, "voice")]
    assert planned([(1, SMS.method)], [MAIL, CALL], HIGH) == [(0, "email"), (0, "voice")]


@pytest.mark.parametrize(
    ("failed", "gone", "expected"),
    [
        ("sms", [("email", True), ("sms", False)], True),
        ("voice", [("sms", True), ("voice", False)], True),
        ("email", [("email", False)], True),
        ("email", [("email", False), ("sms", True)], False),
        ("email", [("email", False), ("sms", False)], True),
    ],
)
def test_a_failure_hurries_the_next_way(failed: str, gone: list[tuple[str, bool]], expected: bool) -> None:
    assert hurries(failed, [Tried("omar", channel, lives) for channel, lives in gone]) is expected
