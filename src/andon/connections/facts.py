from dataclasses import dataclass

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionAdded:
    vendor: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionChanged:
    """`fields`: the names of the settings that changed, never their values."""

    vendor: str
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSecretReplaced:
    """`field`: which one; the one before lives for so many hours."""

    vendor: str
    field: str
    overlap_hours: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionPaused:
    """`why`: "asked" by a person, "failing" for days, or "refused": the vendor wants no more."""

    vendor: str
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionResumed:
    vendor: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionRemoved:
    vendor: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionTested:
    vendor: str
    worked: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesReplayed:
    """`direction`: "in" or "out"."""

    vendor: str
    direction: str
    count: int
