"""Suggestions, cases that belong together, and how good suggestions are, for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.cases.named import seen, workable_all
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import accept_suggestion as accepting
from .actions import accept_suggestions as accepting_all
from .actions import dismiss_suggestion as dismissing
from .actions import relate_cases as relating
from .actions import undo_suggestion as undoing
from .actions import unrelate_cases as unrelating
from .models import Suggestion
from .reads.figures import Figures, suggestion_figures
from .reads.find_suggestion import find_suggestion
from .reads.related_cases import related_cases
from .reads.suggested import suggested_of_case, suggested_of_target
from .rules.kinds import KINDS, STATES
from .schemas import (
    AcceptAllIn,
    AcceptIn,
    CaseIn,
    FiguresOut,
    RelatedOut,
    SuggestedOut,
    SuggestionOut,
    WeekOut,
    suggested_out,
)

router = Router(tags=["Suggestions"])
READS, DECIDES = ("agent", "lead", "responder"), ("agent", "lead")


@router.get("/suggestions", response=Page[SuggestionOut])
def list_suggestions(request: ApiRequest, window: Query[Window], state: str = "", kind: str = "") -> dict[str, Any]:
    """Those of which the caller may see both sides, the newest first."""
    only_for(request.access, *READS)
    found = Suggestion.objects.visible_to(request.access)
    if state in STATES:
        found = found.filter(state=state)
    if kind in KINDS:
        found = found.filter(kind=kind)
    return page(found, "-made_at", "-id", window=window)


@router.get("/suggestion_figures", response=list[FiguresOut])
def read_suggestion_figures(request: ApiRequest) -> list[FiguresOut]:
    """What became of what was suggested in the last thirteen weeks, per kind."""
    only_for(request.access, "lead", "administrator")
    return [_figures(one) for one in suggestion_figures()]


@router.get("/cases/{ref}/suggestions", response=list[SuggestedOut])
def list_suggestions_of_case(request: ApiRequest, ref: str) -> list[SuggestedOut]:
    """Open ones first, the surest first."""
    only_for(request.access, *READS)
    case = seen(request.access, ref)
    return [suggested_out(one) for one in suggested_of_case(case.id, request.access)]


@router.get("/incidents/{ref}/suggestions", response=list[SuggestedOut])
def list_suggestions_of_incident(request: ApiRequest, ref: str) -> list[SuggestedOut]:
    """The cases that look like it and wait for a decision, the surest first."""
    only_for(request.access, *READS)
    incident = find_incident(ref, request.access)
    return [suggested_out(one) for one in suggested_of_target(incident.subject, request.access)]


@router.get("/cases/{ref}/related_cases", response=list[RelatedOut])
def list_related_cases(request: ApiRequest, ref: str) -> list[RelatedOut]:
    """Those of which somebody said that they belong together with it."""
    only_for(request.access, *READS)
    found = related_cases(seen(request.access, ref).id, request.access)
    return [RelatedOut(case_id=one.shown.id, title=one.shown.title, detail=one.shown.detail) for one in found]


@router.post("/suggestions/accept_suggestions", response=list[SuggestionOut])
def accept_suggestions(request: ApiRequest, body: AcceptAllIn) -> list[Suggestion]:
    """All or none. Answers those that were accepted now; what was decided before stays."""
    only_for(request.access, *DECIDES)
    wanted = Suggestion.objects.visible_to(request.access).filter(id__in=body.suggestions)
    seen_ids = set(wanted.values_list("id", flat=True))
    if missing := [id for id in body.suggestions if id not in seen_ids]:
        raise Missing(_("There is no suggestion %(id)s that you may see.") % {"id": missing[0]})
    able = list(Suggestion.objects.workable_by(request.access).filter(id__in=seen_ids))
    if len(able) < len(seen_ids):
        raise NotAllowed(_("You may read one of these cases, not change it."))
    return accepting_all.accept_suggestions(able, access=request.access)


@router.post("/suggestions/{id}/accept_suggestion", response=SuggestionOut)
def accept_suggestion(request: ApiRequest, id: UUID, body: AcceptIn | None = None) -> Suggestion:
    """Merges, relates or links. Of two cases the earlier one stays when they are merged, unless it is over."""
    return accepting.accept_suggestion(_work(request, id), access=request.access, how=body.how if body else "")


@router.post("/suggestions/{id}/dismiss_suggestion", response=SuggestionOut)
def dismiss_suggestion(request: ApiRequest, id: UUID) -> Suggestion:
    """The two are never suggested again, unless it is undone."""
    return dismissing.dismiss_suggestion(_work(request, id), by=request.access.actor)


@router.post("/suggestions/{id}/undo_suggestion", response=SuggestionOut)
def undo_suggestion(request: ApiRequest, id: UUID) -> Suggestion:
    """Takes back the merge, the link or the dismissal."""
    return undoing.undo_suggestion(_work(request, id), access=request.access)


@router.post("/cases/{ref}/relate_cases", response=list[RelatedOut])
def relate_cases(request: ApiRequest, ref: str, body: CaseIn) -> list[RelatedOut]:
    """The two belong together, each for itself. Answers all that belong together with the first."""
    case, other = workable_all(request.access, [ref, body.case])
    relating.relate_cases(case, other, by=request.access.actor)
    return list_related_cases(request, ref)


@router.post("/cases/{ref}/unrelate_cases", response=list[RelatedOut])
def unrelate_cases(request: ApiRequest, ref: str, body: CaseIn) -> list[RelatedOut]:
    case, other = workable_all(request.access, [ref, body.case])
    unrelating.unrelate_cases(case, other, by=request.access.actor)
    return list_related_cases(request, ref)


def _work(request: ApiRequest, id: UUID) -> Suggestion:
    only_for(request.access, *DECIDES)
    return find_suggestion(id, request.access, for_work=True)


def _figures(one: Figures) -> FiguresOut:
    names = ("shown", "accepted", "dismissed", "corrected")
    low, high = one.total.between
    return FiguresOut(
        kind=one.kind,
        floor=one.floor,
        precision=one.total.precision,
        precision_low=low,
        precision_high=high,
        **{name: getattr(one.total, name) for name in names},
        weeks=[
            WeekOut(starts=week.starts, **{name: getattr(week.tally, name) for name in names}) for week in one.weeks
        ],
    )
