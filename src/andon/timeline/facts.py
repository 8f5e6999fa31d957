"""Typed facts: the registry, and how a fact becomes JSON and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from andon.kit.rooms import room_of

SeenBy = Literal["customer", "agents", "engineering"]
Upcast = Callable[[dict[str, Any]], dict[str, Any]]
T = TypeVar("T", bound=type)


@dataclass(frozen=True, slots=True)
class FactType:
    """What the registry knows of a fact class. `upcasts[n]` turns the stored body of version n into n + 1."""

    kind: str
    cls: type
    version: int
    seen_by: SeenBy
    upcasts: dict[int, Upcast]
    adapter: TypeAdapter[Any]

    def dump(self, body: object) -> dict[str, Any]:
        dumped: dict[str, Any] = self.adapter.dump_python(body, mode="json")
        return dumped

    def load(self, stored: dict[str, Any], version: int) -> Any:
        for older in range(version, self.version):
            stored = self.upcasts[older](stored)
        return self.adapter.validate_python(stored)


_by_kind: dict[str, FactType] = {}
_by_class: dict[type, FactType] = {}


def fact(*, version: int = 1, seen_by: SeenBy = "agents", upcasts: dict[int, Upcast] | None = None) -> Callable[[T], T]:
    """Register a frozen dataclass as a fact; `seen_by` is the widest audience that may read it on a timeline."""

    def register(cls: T) -> T:
        kind = f"{room_of(cls.__module__)}.{cls.__name__}"
        made = FactType(kind, cls, version, seen_by, upcasts or {}, TypeAdapter(cls))
        if kind in _by_kind:
            raise ValueError(f"fact {kind} is registered twice")
        _by_kind[kind] = _by_class[cls] = made
        return cls

    return register


def type_of(body_or_class: object) -> FactType:
    cls = body_or_class if isinstance(body_or_class, type) else type(body_or_class)
    return _by_class[cls]


def type_named(kind: str) -> FactType:
    return _by_kind[kind]


def all_fact_types() -> list[FactType]:
    return sorted(_by_kind.values(), key=lambda known: known.kind)
