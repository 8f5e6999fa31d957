"""JSON that can be stored: no NUL, no half of a surrogate pair, no number that is none, not endlessly deep."""

import json
import math
from typing import Any, NoReturn

from andon.kit.storable import is_storable

NOT_STORABLE = "must not contain NUL characters or half of a surrogate pair"


def load(content: bytes) -> Any:
    """Raises ValueError for what is no JSON, and for what PostgreSQL would not take."""
    text = content.decode("utf-8-sig")
    try:
        raw = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        # A text that is valid UTF-8 can hold neither but by an escape: all others need no second look.
        fits = "\\u" not in text or is_storable(raw)
    except RecursionError:
        raise ValueError("too deep") from None
    if not fits:
        raise ValueError(NOT_STORABLE)
    return raw


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)
