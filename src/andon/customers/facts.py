from dataclasses import dataclass

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPut:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPut:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactErased:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeDefined:
    key: str
    kind: str
