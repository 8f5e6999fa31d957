"""What Opsgenie calls a request id: it says by itself what was done, when, and to which alert, so none is stored."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

_SHAPE = re.compile(r"([0-9a-f]{32})-([0-9a-f]{1,11})-([a-z]+)")
_NONE = "0" * 32
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """`alert` None: nothing stood that the request was about."""

    verb: str
    alert: UUID | None
    at: datetime

    def __str__(self) -> str:
        return f"{self.alert.hex if self.alert else _NONE}-{(self.at - _EPOCH) // _MILLISECOND:x}-{self.verb}"


def read_receipt(text: str) -> Receipt | None:
    """None for what is no receipt of ours."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    try:
        at = _EPOCH + int(found[2], 16) * _MILLISECOND
    except OverflowError:
        return None
    return Receipt(found[3], None if found[1] == _NONE else UUID(found[1]), at)
