"""Suggestions for programs."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.cases.models import Case
from andon.cases.named import capability_named, seen, service_named, team_named, workable
from andon.kit.errors import Missing
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import accept_suggestion as accepting
from .actions import correct_suggestion as correcting
from .actions import dismiss_suggestion as dismissing
from .actions import undo_suggestion as undoing
from .api_figures import of_figures
from .models import Decision, Prediction
from .reads.suggestions import suggestion_of

router = Router(tags=["Routing"])
router.add_router("", of_figures)
SERVES = ("agent", "lead")


class PartOut(Schema):
    field: str
    label: str = Field(description="id of a team, service or capability, or a priority")
    name: str
    confidence: float = Field(description="the share of suggestions like this that are right")
    examples: int = Field(description="cases of this label that it was learned from")
    words: list[str]


class PredictionOut(Schema):
    field: str
    label: str
    confidence: float
    accepted: bool = Field(description="false: “I do not know”")
    examples: int
    words: list[str]
    model: str
    learned_at: datetime
    made_at: datetime
    outcome: str = Field(description="accepted, corrected, dismissed, or empty")
    truth: str = Field(description="what people chose in the end; empty until then")


class SuggestionOut(Schema):
    suggested: list[PartOut] = Field(description="what the case's screen shows")
    predictions: list[PredictionOut] = Field(description="what each router says, sure or not")


class DecisionOut(Schema):
    id: UUID
    case: str
    kind: str
    at: datetime
    before: dict[str, str]
    after: dict[str, str]
    undone_at: datetime | None

    @staticmethod
    def resolve_case(decision: Decision) -> str:
        return decision.case.ref


class CorrectBody(Schema):
    team: str = Field("", description="id or slug; empty: stays")
    service: str = Field("", description="slug; empty: stays")
    capability: str = Field("", description="slug, and thereby its service; empty: stays")
    priority: str = Field("", description="one of the policy's; empty: stays")


@router.get("/cases/{ref}/suggestion", response=SuggestionOut)
def read_suggestion(request: ApiRequest, ref: str) -> SuggestionOut:
    only_for(request.access, *SERVES)
    case = seen(request.access, ref)
    found = suggestion_of(case)
    parts = [PartOut.from_orm(part) for part in found.parts] if found else []
    made = Prediction.objects.filter(case=case).order_by("field")
    return SuggestionOut(suggested=parts, predictions=[PredictionOut.from_orm(one) for one in made])


@router.post("/cases/{ref}/accept_suggestion", response=DecisionOut)
def accept_suggestion(request: ApiRequest, ref: str) -> Decision:
    return accepting.accept_suggestion(_work(request, ref), by=request.access.actor)


@router.post("/cases/{ref}/correct_suggestion", response=DecisionOut)
def correct_suggestion(request: ApiRequest, ref: str, body: CorrectBody) -> Decision:
    """Set something else than what is suggested; learned from where a person's token says so."""
    return correcting.correct_suggestion(
        _work(request, ref),
        team=team_named(body.team, "team"),
        service=service_named(body.service),
        capability=capability_named(body.capability),
        priority=body.priority,
        by=request.access.actor,
    )


@router.post("/cases/{ref}/dismiss_suggestion", response=DecisionOut)
def dismiss_suggestion(request: ApiRequest, ref: str) -> Decision:
    return dismissing.dismiss_suggestion(_work(request, ref), by=request.access.actor)


@router.post("/routing/decisions/{decision}/undo_suggestion", response=DecisionOut)
def undo_suggestion(request: ApiRequest, decision: UUID) -> Decision:
    """As long as the case still stands as the decision left it; by whoever decided, or may work on the case."""
    only_for(request.access, *SERVES)
    found = Decision.objects.select_related("case").filter(id=decision).first()
    if found is None or not (found.by == request.access.actor.key or _may_work(request, found)):
        raise Missing(_("There is no such decision."))
    undoing.undo_suggestion(found, by=request.access.actor)
    return Decision.objects.select_related("case").get(id=found.id)


def _may_work(request: ApiRequest, decision: Decision) -> bool:
    return Case.objects.workable_by(request.access).filter(id=decision.case_id).exists()


def _work(request: ApiRequest, ref: str) -> Case:
    only_for(request.access, *SERVES)
    return workable(request.access, ref)
