"""The own fields of a type of case: which are asked, what their values may be, and which must be filled in when.

A field is shown if it depends on nothing, or if the field that it depends on is shown and has one of the named values.
Only what is shown is asked, needed, and may be given; what was typed once is never thrown away because another answer
hid it. A value that is stored already stays valid when its choice is no longer offered.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean

TEXT, NUMBER, CHOICE, CHOICES, DATE, YES_NO, REFERENCE = KINDS = (
    "text",
    "number",
    "choice",
    "choices",
    "date",
    "yes_no",
    "reference",
)
NEVER, SOLVING, ALWAYS = REQUIRED = ("never", "solving", "always")
MOST_TEXT, MOST_REFERENCE, MOST_NUMBER = 2000, 60, 10**15
MOST_FIELDS, MOST_CHOICES = 60, 200


class Definition(Protocol):
    """One field of a type. `codes` are the choices offered now; `shown_if_key` "" depends on nothing."""

    key: str
    kind: str
    required: str
    customer_sees: bool
    shown_if_key: str
    shown_if_values: list[str]

    @property
    def label(self) -> str: ...

    @property
    def codes(self) -> list[str]: ...


def shown_of(definitions: Iterable[Any], values: Mapping[str, Any]) -> list[Any]:
    """The fields that apply with these values, in their order; fields that depend on each other in a ring do not."""
    by_key = {one.key: one for one in definitions}
    return [one for one in by_key.values() if _is_shown(one, by_key, values, frozenset())]


def _is_shown(
    one: Definition, by_key: Mapping[str, Definition], values: Mapping[str, Any], seen: frozenset[str]
) -> bool:
    if not one.shown_if_key:
        return True
    on = by_key.get(one.shown_if_key)
    if on is None or one.key in seen or not _is_shown(on, by_key, values, seen | {one.key}):
        return False
    return bool(codes_of(values.get(on.key)) & set(one.shown_if_values))


def codes_of(value: Any) -> set[str]:
    """A value as the words that conditions name: codes; yes or no."""
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    if isinstance(value, list):
        return set(value)
    return set() if value is None else {str(value)}


def checked_fields(
    given: Mapping[str, Any], kept: Mapping[str, Any], definitions: Sequence[Definition]
) -> dict[str, Any]:
    """What is stored once these values are given: all that was kept, changed. None, "" and [] take a value away.

    Raises Invalid with each bad field as `fields.<key>`.
    """
    by_key = {one.key: one for one in definitions}
    faults: dict[str, str] = {}
    changed: dict[str, Any] = {}
    for key, value in given.items():
        name = f"fields.{str(key)[:60]}"
        if key not in by_key:
            faults[name] = _("No field of this name is asked here.")
            continue
        try:
            changed[key] = _value(by_key[key], value, kept.get(key), name)
        except Invalid as no:
            faults |= no.faults
    after = {key: value for key, value in {**kept, **changed}.items() if value is not None}
    applies = {one.key for one in shown_of(definitions, after)}
    for key, value in changed.items():
        if value is not None and key not in applies and kept.get(key) != value:
            on = by_key.get(by_key[key].shown_if_key)
            faults[f"fields.{key}"] = _("Asked only with another answer to “%(label)s”.") % {
                "label": on.label if on else by_key[key].shown_if_key
            }
    if faults:
        raise Invalid(faults)
    return after


def missing_fields(
    values: Mapping[str, Any], definitions: Sequence[Definition], *levels: str, customer: bool = False
) -> dict[str, str]:
    """A fault for each field that applies, must be filled in at one of these levels, and is not; `customer`: of those
    that she is asked only."""
    needed = [one for one in shown_of(definitions, values) if one.required in levels]
    said = _("“%(label)s” is needed.") if SOLVING not in levels else _("“%(label)s” is needed before it is solved.")
    return {
        f"fields.{one.key}": said % {"label": one.label}
        for one in needed
        if one.key not in values and (one.customer_sees or not customer)
    }


def _value(one: Definition, value: Any, kept: Any, name: str) -> Any:
    """The value as it is stored; None for nothing."""
    if value is None or value == "" or value == []:
        return None
    if value == kept and type(value) is type(kept):
        return kept
    match one.kind:
        case "choice":
            return _code(one, value, name, set())
        case "choices":
            return _codes(one, value, name, codes_of(kept))
        case "number":
            return _number(value, name)
        case "date":
            return _day(value, name)
        case "yes_no":
            return _answer(value, name)
        case "reference":
            return _text(" ".join(value.split()) if isinstance(value, str) else value, name, MOST_REFERENCE)
        case _:
            return _text(value, name, MOST_TEXT)


def _text(value: Any, name: str, limit: int) -> str | None:
    if not isinstance(value, str):
        raise _wrong(name, _("This is a text."))
    return clean(value, name, limit) or None


def _code(one: Definition, value: Any, name: str, kept: set[str]) -> str:
    if not isinstance(value, str) or (value not in one.codes and value not in kept):
        raise _wrong(name, _("This is none of the choices: %(codes)s.") % {"codes": ", ".join(one.codes)[:200]})
    return value


def _codes(one: Definition, value: Any, name: str, kept: set[str]) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_CHOICES:
        raise _wrong(name, _("This is a list of choices."))
    return list(dict.fromkeys(_code(one, each, name, kept) for each in value))


def _number(value: Any, name: str) -> int | float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Not a number and infinity are within no bounds; a huge whole number is no float.
    if not is_number or not abs(value) <= MOST_NUMBER:
        raise _wrong(name, _("This is a number."))
    number: int | float = value
    return int(number) if number == int(number) else number


def _day(value: Any, name: str) -> str:
    try:
        return date.fromisoformat(value if len(value) == 10 else "").isoformat()
    except (TypeError, ValueError):
        raise _wrong(name, _("This is a day, such as 2026-11-24.")) from None


def _answer(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, _("This is yes or no."))
    return value


def _wrong(name: str, message: str) -> Invalid:
    return Invalid({name: message})
