"""Which versions of time zones and holidays this process works with: those that were there when it started."""

import zoneinfo
from importlib import metadata
from pathlib import Path

_SAYS_VERSION = "# version "


def versions() -> str:
    """Such as `zones 2026a, holidays 0.109`."""
    return f"zones {ZONES}, holidays {HOLIDAYS}"


def _zones() -> str:
    """Of where Python reads them: the system's, or else the package."""
    for place in zoneinfo.TZPATH:
        if Path(place, "UTC").exists():
            return _told_by(Path(place, "tzdata.zi"))
    return metadata.version("tzdata")


def _told_by(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            first = lines.readline().strip()
    except OSError:
        return "of the system"
    return first.removeprefix(_SAYS_VERSION)[:40] if first.startswith(_SAYS_VERSION) else "of the system"


ZONES, HOLIDAYS = _zones(), metadata.version("holidays")
