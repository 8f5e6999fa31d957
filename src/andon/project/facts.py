from dataclasses import dataclass

from andon.timeline.facts import fact


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    file: str
    bytes: int


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFailed:
    """`why`: the kind of error; its text is in the log."""

    why: str


@fact(seen_by="engineering")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrphanFound:
    """Something that waited had nothing that would have woken it. `audit` is whose, `what` as kind:id."""

    audit: str
    what: str
    repaired: bool
