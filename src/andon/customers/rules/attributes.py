"""Free attributes are checked against their definitions: a key is defined first, a value is of its kind."""

import math
import re
from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

MOST = 100
_VERSION = re.compile(r"\d+(\.\d+)*([-+.]\w+)*")


class Definition(Protocol):
    """A defined attribute: its kind, whether it has many values or paths, and the values it is limited to."""

    kind: str
    many: bool
    hierarchy: bool
    choices: list[str]


def check_attributes(given: Mapping[str, Any], definitions: Mapping[str, Definition]) -> dict[str, Any]:
    """The attributes, or Invalid that names each bad key as `attributes.<key>`."""
    faults: dict[str, str] = {}
    for key, value in given.items():
        if key not in definitions:
            faults[f"attributes.{key}"] = _("No attribute of this name is defined.")
        elif not _fits_all(value, definitions[key]):
            kind = definitions[key].kind
            faults[f"attributes.{key}"] = _("This is not a value of the kind “%(kind)s”.") % {"kind": kind}
    if faults:
        raise Invalid(faults)
    return dict(given)


def _fits_all(value: Any, definition: Definition) -> bool:
    if not definition.many:
        return _fits(value, definition)
    return isinstance(value, list) and len(value) <= MOST and all(_fits(one, definition) for one in value)


def _fits(value: Any, definition: Definition) -> bool:
    match definition.kind:
        case "bool":
            return isinstance(value, bool)
        case "num":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "version":
            return isinstance(value, str) and len(value) <= 60 and bool(_VERSION.fullmatch(value))
        case _:
            return isinstance(value, str) and _is_word(value, definition)


def _is_word(value: str, definition: Definition) -> bool:
    if not value or len(value) > 200 or "\0" in value:
        return False
    if definition.hierarchy:
        steps = value.split("/")
        return all(steps) and (not definition.choices or value in definition.choices or steps[0] in definition.choices)
    return not definition.choices or value in definition.choices
