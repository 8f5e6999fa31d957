"""What happens to suggestions and to cases that belong together. All are recorded on the case; ids and codes only."""

from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsMade:
    """So many of this case are new: screens that show it look again."""

    count: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAccepted:
    """`how`: merge, relate or link; what that did has facts of its own."""

    suggestion: UUID
    kind: str
    how: str
    target: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDismissed:
    suggestion: UUID
    kind: str
    target: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionUndone:
    """What somebody decided was taken back. `was`: accepted or dismissed."""

    suggestion: UUID
    kind: str
    was: str
    target: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRelated:
    """On each of the two cases: it belongs together with the other."""

    case: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnrelated:
    """On each of the two cases: it does not belong together with the other after all."""

    case: UUID
