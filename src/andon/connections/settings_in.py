"""What may be set of a connection: only what its vendor names, of the right kind, within bounds."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from andon.connections.vendor import Field, Vendor
from andon.kit.errors import Invalid, Refused
from andon.kit.text import clean

MOST = 2000


def read_settings(vendor: Vendor, given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings to keep; raises Invalid with the text per field."""
    fields = {field.name: field for field in vendor.fields if not field.secret}
    faults = {
        name: _("%(vendor)s has no such setting.") % {"vendor": vendor.title} for name in set(given) - set(fields)
    }
    kept: dict[str, Any] = {}
    for name, field in fields.items():
        try:
            kept[name] = _read(field, given.get(name, field.usual))
        except Invalid as invalid:
            faults |= invalid.faults
    if faults:
        raise Invalid(faults)
    try:
        vendor.check(kept)
    except Invalid:
        raise
    except Refused as refused:
        raise Invalid({"": refused.message}) from None
    return kept


def _read(field: Field, value: Any) -> Any:
    if field.kind == "switch":
        return _of(bool, value, field)
    if field.kind == "choices":
        return _read_choices(field, value)
    text = clean(_of(str, value, field), field.name, MOST, required=field.required)
    if field.kind == "choice" and (text or field.required) and text not in _values(field):
        raise Invalid({field.name: _("This is not one of the choices.")})
    if field.kind == "address" and text:
        _check_address(text, field)
    return text


def _read_choices(field: Field, value: Any) -> list[str]:
    chosen = [_of(str, one, field) for one in _of(list, value or [], field)]
    if unknown := sorted(set(chosen) - _values(field)):
        raise Invalid({field.name: _("%(value)s is not one of the choices.") % {"value": unknown[0][:80]}})
    if field.required and not chosen:
        raise Invalid({field.name: _("Choose at least one.")})
    return sorted(set(chosen))


def _of(kind: type, value: Any, field: Field) -> Any:
    if not isinstance(value, kind):
        raise Invalid({field.name: _("This is of the wrong kind.")})
    return value


def _values(field: Field) -> set[str]:
    found: set[str] = set()
    for value, label in field.chosen_from():
        found |= {str(inner) for inner, _label in label} if isinstance(label, list | tuple) else {str(value)}
    return found


def _check_address(text: str, field: Field) -> None:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or any(letter.isspace() for letter in text):
        raise Invalid({field.name: _("This is no address that begins with https://.")})
    if parts.username or parts.password:
        raise Invalid({field.name: _("Leave name and password out of the address; they would be shown.")})
