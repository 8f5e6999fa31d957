"""Values of own fields as a person types them into a form, and as she reads them."""

from typing import Any

from django.utils.translation import gettext as _

from . import fields


def from_typed(kind: str, typed: Any) -> Any:
    """The value of what was typed; what is no number stays text, which the rule of the fields refuses."""
    if kind == fields.CHOICES:
        return list(typed or [])
    text = str(typed or "").strip()
    if kind == fields.YES_NO:
        return {"yes": True, "no": False}.get(text, text)
    if kind == fields.NUMBER and text:
        return _number(text)
    return text


def as_typed(value: Any) -> Any:
    """What stands in the form for a stored value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def as_read(value: Any, choices: dict[str, str]) -> str:
    """In words; a choice that is no longer offered stands as its code."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    return choices.get(str(value), str(value))


def _number(text: str) -> int | float | str:
    plain = text.replace(" ", "").replace(",", ".") if text.count(",") == 1 and "." not in text else text
    for read in (int, float):
        try:
            return read(plain)
        except ValueError:
            continue
    return text
