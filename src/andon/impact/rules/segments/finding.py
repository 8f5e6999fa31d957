"""What an answer says of itself."""

from dataclasses import dataclass

from .choices import Predicate
from .sentence import Part


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """What else it could be; `segment`: in words."""

    predicates: tuple[Predicate, ...]
    confidence: float
    inside: int
    share: float
    segment: Part


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the next reporters for this attribute: it parts the answer from the runner-up best."""

    attr: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`inside` of `reports` (distinct reporters) come from this segment, which is `share` (0..1) of all customers.

    `runner_up`: the likeliest of other customers. `next_best`: the next likeliest, also of nearly the same customers.
    `is_hint`: of very few reports. `is_second`: of those that the first finding does not explain.
    """

    predicates: tuple[Predicate, ...]
    confidence: float
    inside: int
    reports: int
    share: float
    customers: int
    sentence_parts: tuple[Part, ...]
    runner_up: RunnerUp | None
    question: Question | None
    next_best: tuple[RunnerUp, ...] = ()
    is_hint: bool = False
    is_second: bool = False
