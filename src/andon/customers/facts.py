from dataclasses import dataclass, field

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPut:
    """`changed` names fields, never their values."""

    created: bool = False
    changed: list[str] = field(default_factory=list)


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPut:
    created: bool = False
    changed: list[str] = field(default_factory=list)


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactErased:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeDefined:
    key: str
    kind: str
