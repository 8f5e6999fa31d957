import math
import re

import pytest

from andon.status_page.rules.accent import accent_css
from andon.status_page.rules.public_wording import public_wording
from andon.status_page.rules.states import impact_of, indicator, suggested, worst


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], "none"),
        (["operational"], "none"),
        (["operational", "under_maintenance"], "maintenance"),
        (["degraded_performance", "under_maintenance"], "minor"),
        (["partial_outage", "operational"], "minor"),
        (["major_outage", "operational"], "major"),
        (["major_outage", "major_outage"], "critical"),
    ],
)
def test_the_whole_page(states: list[str], expected: str) -> None:
    assert indicator(states) == expected


def test_states() -> None:
    assert worst([]) == "operational"
    assert worst(["under_maintenance", "degraded_performance"]) == "degraded_performance"
    assert impact_of(["degraded_performance", "major_outage"]) == "critical"
    assert [suggested(one) for one in ("critical", "major", "minor")] == [
        "major_outage",
        "partial_outage",
        "degraded_performance",
    ]


def test_lines_for_one_person_are_left_out() -> None:
    letter = "Hello { First Name },\n\nWe fix it by {fix expected}.\n\n\nYour case {case} waits.\n{owner}"
    assert public_wording(letter, {"fix expected": "10:05 WET"}) == "We fix it by 10:05 WET."
    assert public_wording("{owner}", {}) == ""


def test_what_is_filled_in_is_never_filled_again() -> None:
    assert (
        public_wording("By {next update}", {"next update": "{fix expected}", "fix expected": "x"})
        == "By {fix expected}"
    )


def luminance(lightness: float, strength: float, hue: float) -> float:
    """Of an OKLCH colour (Björn Ottosson, 2020), cut to sRGB; WCAG 2.2's relative luminance."""
    a, b = strength * math.cos(math.radians(hue)), strength * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


PAIR = re.compile(r"--(\S+): light-dark\(oklch\((\S+) (\S+) (\S+)\), oklch\((\S+) (\S+) (\S+)\)\)")


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_every_hue_can_be_read_by_day_and_by_night(hue: int) -> None:
    colours = PAIR.findall(accent_css(hue))
    by_name = {name: [float(part) for part in parts] for name, *parts in colours}
    day, night, white = luminance(0.994, 0.0015, 85), luminance(0.200, 0.012, 268), 1.0
    accent, fill = by_name["accent"], by_name["accent-fill"]
    assert contrast(luminance(*accent[:3]), day) >= 4.5
    assert contrast(luminance(*accent[3:]), night) >= 4.5
    assert contrast(luminance(*fill[:3]), white) >= 4.5
    assert contrast(luminance(*fill[3:]), white) >= 4.5
