"""Request bodies: JSON in UTF-8 and nothing that a database or a reader chokes on."""

import json
from math import isfinite
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from andon.kit.errors import Invalid, Refused
from andon.kit.storable import is_storable


class Unreadable(Refused):
    """What came is no JSON."""

    status = 400


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


def read_json(raw: bytes) -> Any:
    """Raises Unreadable for what is no JSON in UTF-8, Invalid for text that cannot be stored, with its field."""
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_finite)
    except UnicodeDecodeError:
        raise Unreadable(_("The body is not UTF-8.")) from None
    except (ValueError, RecursionError):
        raise Unreadable(_("The body is not JSON, or was cut off.")) from None
    # Only an escape can smuggle these in: raw control characters are no JSON, raw surrogates no UTF-8.
    if b"\\u" in raw:
        _refuse_bad_text(found)
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    """1e999 is well-formed and read as infinity, which JSON in the database cannot say."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _refuse_bad_text(found: Any) -> None:
    left: list[tuple[str, Any]] = [("", found)]
    while left:
        place, value = left.pop()
        if isinstance(value, str):
            if not is_storable(value):
                raise Invalid({place: _("This text contains a NUL or a broken character.")})
        elif isinstance(value, dict):
            for key, inner in value.items():
                if not is_storable(key):
                    raise Invalid({place: _("A name in here contains a NUL or a broken character.")})
                left.append((f"{place}.{key}" if place else key, inner))
        elif isinstance(value, list):
            left.extend((f"{place}.{at}" if place else str(at), inner) for at, inner in enumerate(value))
