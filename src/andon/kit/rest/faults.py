"""Validation errors of pydantic as texts per field."""

from collections.abc import Iterable
from typing import Any

_SOURCES = {"body", "query", "path", "header", "cookie", "form", "file"}


def faults_of(errors: Iterable[Any], *, parameters: frozenset[str] = frozenset()) -> dict[str, str]:
    """The text per field. Where the value came from, and the parameter that holds the body, are no part of its name."""
    faults: dict[str, str] = {}
    for error in errors:
        place = [str(part) for part in error["loc"]]
        if place and place[0] in _SOURCES:
            place = place[2:] if place[1:2] and place[1] in parameters else place[1:]
        message: str = error["msg"]
        faults.setdefault(".".join(place), message.removeprefix("Value error, "))
    return faults
