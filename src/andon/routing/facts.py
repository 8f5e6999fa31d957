from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAccepted:
    """`fields` that were changed by it: team, service, capability, priority."""

    decision: UUID
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionCorrected:
    """Something else was chosen than was suggested for at least one of `fields`."""

    decision: UUID
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDismissed:
    decision: UUID
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionUndone:
    """What was decided on the suggestion was taken back."""

    decision: UUID
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RouterLearned:
    """`labels` 0: there is nothing to choose between yet."""

    field: str
    labels: int
    examples: int
    model: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdSet:
    field: str
    threshold: float


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class DriftNoticed:
    """`figures` that are worse than before by more than chance, as field.figure; empty when all is well again."""

    figures: list[str]
