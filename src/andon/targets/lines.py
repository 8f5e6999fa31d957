"""Windows and days as people type them: "09:00-12:00, 13:00-17:00", "2026-12-24 Christmas Eve"."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

_WINDOW = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})")


def windows_of(text: str) -> list[list[str]]:
    """Raises Invalid by "" for what is no list of windows."""
    found = []
    for part in text.split(","):
        if not part.strip():
            continue
        said = _WINDOW.fullmatch(part.strip())
        if said is None:
            raise Invalid({"": _("“%(part)s” is no window, such as 09:00-17:00.") % {"part": part.strip()[:40]}})
        found.append([said[1].zfill(5), said[2].zfill(5)])
    return found


def windows_text(windows: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"{begin}-{end}" for begin, end in windows)


def holiday_lines(text: str) -> dict[str, str]:
    return dict(_lines(text))


def holiday_text(holidays: Mapping[str, str]) -> str:
    return "\n".join(f"{day} {name}".strip() for day, name in holidays.items())


def dated_lines(text: str) -> dict[str, list[list[str]]]:
    """A day without windows is closed."""
    return {day: windows_of(rest) for day, rest in _lines(text)}


def dated_text(dated: Mapping[str, Sequence[Sequence[str]]]) -> str:
    return "\n".join(f"{day} {windows_text(windows)}".strip() for day, windows in dated.items())


def _lines(text: str) -> list[tuple[str, str]]:
    found = [line.strip().partition(" ") for line in text.splitlines() if line.strip()]
    return [(day, rest.strip()) for day, _space, rest in found]


_TARGET = re.compile(r"(?:([a-z0-9_*-]{1,40})\s+)?(\d{1,6})\s*(m|min|h)?", re.IGNORECASE)


def targets_of(text: str) -> dict[str, int]:
    """ "4h, urgent 30m": minutes by value; what names none is for everybody. Raises Invalid by ""."""
    found: dict[str, int] = {}
    for part in text.split(","):
        if not part.strip():
            continue
        said = _TARGET.fullmatch(part.strip())
        if said is None:
            raise Invalid({"": _("“%(part)s” is no target, such as 4h or urgent 30m.") % {"part": part.strip()[:40]}})
        value = (said[1] or "*").lower()
        if value in found:
            raise Invalid({"": _("“%(value)s” stands there twice.") % {"value": value}})
        found[value] = int(said[2]) * (60 if (said[3] or "m").lower() == "h" else 1)
    return found


def targets_text(targets: Mapping[str, int]) -> str:
    """The one for everybody stands first."""
    ordered = sorted(targets.items(), key=lambda one: one[0] != "*")
    return ", ".join(f"{'' if value == '*' else value + ' '}{minutes_text(minutes)}" for value, minutes in ordered)


def minutes_text(minutes: int) -> str:
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
