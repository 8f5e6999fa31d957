"""Expressions of a mapping: a JSONPath (RFC 9535) that begins with $, or a text in which {$.path} stands for a value.

At most one `..` a path, and no regular expressions: nothing that a large payload could make run for long.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from jsonpath import JSONPathEnvironment, JSONPathError
from jsonpath.path import CompoundJSONPath, JSONPath

LONGEST = 500
_PLACE = re.compile(r"\{(\$[^{}]*)\}")


class _Environment(JSONPathEnvironment):
    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        for name in ("match", "search"):
            self.function_extensions.pop(name, None)


_ENVIRONMENT = _Environment(strict=True)


class BadPath(Exception):
    """What is wrong with an expression, in words."""


@lru_cache(maxsize=2000)
def _compiled(path: str) -> JSONPath | CompoundJSONPath:
    if path.count("..") > 1:
        raise BadPath(f"{path}: at most one “..” a path")
    try:
        return _ENVIRONMENT.compile(path)
    except (JSONPathError, ValueError, RecursionError) as error:
        raise BadPath(f"{path}: {str(error).splitlines()[0]}") from None


def check(expression: str) -> None:
    """Raises BadPath."""
    if len(expression) > LONGEST:
        raise BadPath(f"at most {LONGEST} characters")
    for path in [expression] if expression.startswith("$") else _PLACE.findall(expression):
        _compiled(path)


def find_all(path: str, raw: Any) -> list[Any]:
    try:
        return list(_compiled(path).findall(raw))
    except (JSONPathError, RecursionError, ValueError, TypeError):
        return []


def find(expression: str, raw: Any) -> Any:
    """The first value of a path, the text with its places filled, or None where nothing is found."""
    if expression.startswith("$"):
        return next(iter(find_all(expression, raw)), None)
    values = {path: _said(find_all(path, raw)) for path in _PLACE.findall(expression)}
    if values and not any(values.values()):
        return None
    # What stood between two values and has lost one of them is left hanging.
    return _PLACE.sub(lambda place: values[place.group(1)], expression).strip(" :|,-") or None


def _said(found: Iterable[Any]) -> str:
    first = next(iter(found), "")
    return "" if first is None or isinstance(first, dict | list) else str(first)
