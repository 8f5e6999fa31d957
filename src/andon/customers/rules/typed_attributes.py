"""Attributes as a person types them: yes and no, numbers as digits, several values one a line."""

from typing import Any


def as_typed(value: Any) -> str:
    """The text of a stored value."""
    if isinstance(value, list):
        return "\n".join(as_typed(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def from_typed(text: str, kind: str, *, many: bool) -> Any:
    """The value of a typed text; a number that is none stays text, which its definition refuses."""
    if many:
        return [from_typed(line.strip(), kind, many=False) for line in text.splitlines() if line.strip()]
    if kind == "bool":
        return {"yes": True, "no": False}.get(text, text)
    if kind == "num":
        return _number(text)
    return text


def _number(text: str) -> int | float | str:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
