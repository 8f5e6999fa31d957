"""Free attributes are checked against their definitions: a key is defined first, a value is of its kind."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid


class Definition(Protocol):
    """A defined attribute: its kind, whether it has many values, and the values it is limited to."""

    kind: str
    many: bool
    choices: list[str]


_VERSION = re.compile(r"\d+(\.\d+)*([-+.]\w+)*")


def check_attributes(given: Mapping[str, Any], definitions: Mapping[str, Definition]) -> dict[str, Any]:
    """The attributes, or Invalid that names each bad key as `attributes.<key>`."""
    faults: dict[str, str] = {}
    for key, value in given.items():
        if key not in definitions:
            faults[f"attributes.{key}"] = _("No attribute of this name is defined.")
        elif not all(_fits(one, definitions[key]) for one in (value if definitions[key].many else [value])):
            faults[f"attributes.{key}"] = _("This is not a value of the kind “%(kind)s”.") % {
                "kind": definitions[key].kind
            }
    if faults:
        raise Invalid(faults)
    return dict(given)


def _fits(value: Any, definition: Definition) -> bool:
    match definition.kind:
        case "bool":
            return isinstance(value, bool)
        case "num":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "version":
            return isinstance(value, str) and bool(_VERSION.fullmatch(value))
        case _:
            text = isinstance(value, str) and len(value) <= 200 and "\0" not in value
            return text and (not definition.choices or value in definition.choices)
