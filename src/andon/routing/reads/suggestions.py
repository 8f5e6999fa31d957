"""What is suggested for cases: the answers that are sure enough, say something new, and are undecided."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from andon.cases.models import Case
from andon.kit import clock
from andon.routing.models import Decision, FieldRouter, Prediction
from andon.routing.rules.fields import CAPABILITY, FIELDS, SERVICE
from andon.routing.state import standing_of, value_of

from .names_of import names_of

MOST_WORDS = 4
UNDO_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """`confidence`: the share of suggestions like this that are right; `examples`: from how many cases of the label."""

    field: str
    label: str
    name: str
    confidence: float
    examples: int
    words: tuple[str, ...]

    @property
    def percent(self) -> int:
        return min(99, round(self.confidence * 100))


@dataclass(frozen=True, slots=True)
class Suggestion:
    parts: tuple[Part, ...]

    @property
    def labels(self) -> dict[str, str]:
        return {part.field: part.label for part in self.parts}

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(word for part in self.parts for word in part.words))[:MOST_WORDS]

    @property
    def examples(self) -> int:
        return self.parts[0].examples


def predictions_for(cases: Iterable[UUID]) -> "QuerySet[Prediction]":
    """What is open, and what was decided within a day, with the case and the decision."""
    least = FieldRouter.objects.filter(field=OuterRef("field")).values("threshold")
    is_open = Q(outcome="", truth="", accepted=True, confidence__gte=F("least"), case__merged_into=None)
    fresh = Q(decision__undone_at=None, decision__at__gte=clock.now() - UNDO_FOR)
    found = Prediction.objects.filter(case__in=list(cases)).annotate(least=Subquery(least))
    return found.filter(is_open | fresh).select_related("case", "decision")


def suggestions_in(predictions: Sequence[Prediction]) -> dict[UUID, Suggestion]:
    """A query a field that is suggested anywhere, none where nothing is."""
    fresh = [one for one in predictions if not one.outcome and value_of(one.case, one.field) != one.label]
    running = [one for one in fresh if one.case.is_running]
    labels: dict[str, set[str]] = defaultdict(set)
    for one in running:
        labels[one.field].add(one.label)
    names = {field: names_of(field, found) for field, found in labels.items()}
    parts: dict[UUID, list[Part]] = defaultdict(list)
    for one in sorted(running, key=lambda one: FIELDS.index(one.field)):
        if name := names[one.field].get(one.label):
            words = tuple(one.words)
            parts[one.case_id].append(Part(one.field, one.label, name, one.confidence, one.examples, words))
    return {case: Suggestion(tuple(_once(found))) for case, found in parts.items()}


def suggestion_of(case: Case) -> Suggestion | None:
    return suggestions_in(list(predictions_for([case.id]))).get(case.id)


def decision_to_undo(predictions: Sequence[Prediction], by: str) -> Decision | None:
    """Her newest decision, while the case still stands as it left it."""
    hers = [(one.decision, one.case) for one in predictions if one.decision is not None and one.decision.by == by]
    if not hers:
        return None
    decision, case = max(hers, key=lambda pair: pair[0].at)
    return decision if still_stands(decision, case) else None


def still_stands(decision: Decision, case: Case) -> bool:
    now = standing_of(case)
    return all(now.get(name) == value for name, value in decision.changed.items())


def _once(parts: Sequence[Part]) -> list[Part]:
    """A capability names its service too."""
    narrow = any(part.field == CAPABILITY for part in parts)
    return [part for part in parts if not (narrow and part.field == SERVICE)]
