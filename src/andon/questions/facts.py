"""A question of engineers, of the incident; what is asked and answered, of the case. Words and answers stay in rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked:
    """`attribute`: the key of what its answers can become, or ""."""

    question: UUID
    kind: str
    attribute: str
    customers: bool
    open_until: datetime | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CasesAsked:
    """Of the incident: all that were asked in one act."""

    question: UUID
    asks: list[UUID]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAsked:
    """A question was put to a case: `ask` is this case's."""

    question: UUID
    incident: UUID
    ask: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AskWithdrawn:
    """A case is asked no more: merged, unlinked, over, or the question is (closed, withdrawn)."""

    question: UUID
    incident: UUID
    ask: UUID
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPassed:
    """An agent passed it on to the customer in an answer."""

    question: UUID
    incident: UUID
    ask: UUID
    message: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered:
    """`again`: another answer than before. `via`: agent or customer. What was said is read from its row."""

    question: UUID
    incident: UUID
    ask: UUID
    case: UUID
    account: UUID | None
    via: str
    cannot_tell: bool
    again: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClosed:
    """`why`: hand, time or resolved."""

    question: UUID
    why: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReopened:
    question: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithdrawn:
    question: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersKept:
    """Answers became the attribute of so many accounts or contacts."""

    question: UUID
    attribute: str
    changed: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class BrandAskingPut:
    """Whether questions may be passed on to customers of a brand."""

    brand: UUID
    customers: bool
