"""Known answers for the arithmetic, as a JSON list: what `andon targets check FILE` goes through.

Each has an `id`, an `op` (due, subtract, elapsed), a calendar, `start` or `end`, `seconds`, `pauses`, and `expect`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from andon.kit.errors import Refused

from . import reckoning
from .reading import read_calendar

BY_CHOICE: frozenset[str] = frozenset()
"""Where our answer differs on purpose; none does."""


@dataclass(frozen=True, slots=True)
class Checked:
    id: str
    got: Any
    expect: Any

    @property
    def ok(self) -> bool:
        return bool(self.got == self.expect)

    def line(self) -> dict[str, Any]:
        said = {"id": self.id, "got": self.got, "expect": self.expect, "ok": self.ok}
        return said | ({"differs_by_choice": True} if not self.ok and self.id in BY_CHOICE else {})

    @property
    def is_wrong(self) -> bool:
        return not self.ok and self.id not in BY_CHOICE


def check_all(vectors: Sequence[Mapping[str, Any]]) -> Iterator[Checked]:
    """One answer a vector; what cannot be read answers with what was wrong."""
    for vector in vectors:
        try:
            got = answer(vector)
        except (Refused, ValueError, KeyError, TypeError, OverflowError) as error:
            got = f"{type(error).__name__}: {error}"
        yield Checked(str(vector.get("id", "?")), got, vector.get("expect"))


def answer(vector: Mapping[str, Any]) -> Any:
    calendar = read_calendar(vector["calendar"], strict=False)
    pauses = [(_moment(begin), _moment(end)) for begin, end in vector.get("pauses", [])]
    match vector["op"]:
        case "due":
            return _said(reckoning.due(calendar, _moment(vector["start"]), vector["seconds"], pauses))
        case "subtract":
            return _said(reckoning.subtract(calendar, _moment(vector["end"]), vector["seconds"], pauses))
        case "elapsed":
            found = reckoning.elapsed(calendar, _moment(vector["start"]), _moment(vector["end"]), pauses)
            seconds = found.total_seconds()
            return int(seconds) if seconds == int(seconds) else seconds
    raise ValueError(f"unknown op {vector['op']!r}")


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _said(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    text = moment.isoformat(timespec="microseconds" if moment.microsecond else "seconds")
    return text.replace("+00:00", "Z")
