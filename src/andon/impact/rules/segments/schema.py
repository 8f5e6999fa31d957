"""What the attributes of a customer base are: of which kind, and which of them belong to one hierarchy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("cat", "bool", "ord", "num")
Schema = Mapping[str, Mapping[str, Any]]


class BadSchema(ValueError):
    """Names the attribute."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """`family`: attributes of one hierarchy share it, and never stand in one answer together.

    `askable`: a reporter could be asked for it.
    """

    name: str
    kind: str
    family: str
    askable: bool = True


def read_schema(schema: Schema) -> list[Attribute]:
    """`hier` may be a name of the hierarchy or of the attribute above. Raises BadSchema."""
    families: dict[str, str] = {}
    for name, given in schema.items():
        _check(name, given)
        families[name] = str(given.get("hier") or "")
    return [
        Attribute(name, str(given["kind"]), _family(name, families), given.get("ask") is not False)
        for name, given in schema.items()
    ]


def _check(name: str, given: Any) -> None:
    if not isinstance(given, Mapping) or given.get("kind") not in KINDS:
        raise BadSchema(f"{name}: its kind must be one of {', '.join(KINDS)}")
    if not isinstance(given.get("hier") or "", str):
        raise BadSchema(f"{name}: its hier must be a name")


def _family(name: str, above: Mapping[str, str]) -> str:
    """The end of the way up: a hierarchy's name, or an attribute with none above."""
    seen = {name}
    while above.get(name) and above[name] not in seen:
        name = above[name]
        seen.add(name)
    return name
