"""What customers' reports say of an incident, for programs: equal to the screens."""

from datetime import datetime
from typing import Any

from ninja import Router

from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import note_fix as noting
from .actions import take_fix_back as taking_back
from .api_numbers import router as numbers
from .models import Fix
from .reads.changes_near import changes_near
from .reads.curve_of import CurveOf, curve_of
from .reads.fix_of import fixes_of
from .shapes import CandidateOut, CurveOut, FixIdIn, FixIn, FixOut
from .words import labels

router = Router(tags=["Impact"])
router.add_router("", numbers)
READ = ("agent", "lead", "responder", "stakeholder")
WORK = ("agent", "lead", "responder")


@router.get("/incidents/{ref}/report_curve", response=CurveOut | None)
def read_report_curve(request: ApiRequest, ref: str) -> dict[str, Any] | None:
    """Null while nobody has reported."""
    only_for(request.access, *READ)
    drawn = curve_of(find_incident(ref, request.access))
    return _curve(drawn) if drawn else None


@router.get("/incidents/{ref}/changes_near", response=list[CandidateOut])
def list_changes_near(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """What was changed before and while it ran, the likeliest candidate for the cause first."""
    only_for(request.access, *WORK)
    return [
        {
            "id": one.change.id,
            "service": one.change.service.slug,
            "kind": one.change.kind,
            "summary": one.change.summary,
            "at": one.change.at,
            "minutes_before": one.minutes if one.before else None,
        }
        for one in changes_near(find_incident(ref, request.access), request.access)
    ]


@router.get("/incidents/{ref}/fixes", response=list[FixOut])
def list_fixes(request: ApiRequest, ref: str) -> list[Fix]:
    only_for(request.access, *READ)
    return fixes_of(find_incident(ref, request.access))


@router.post("/incidents/{ref}/note_fix", response={201: FixOut})
def note_fix(request: ApiRequest, ref: str, body: FixIn) -> Fix:
    return noting.note_fix(_work(request, ref), what=body.what, at=body.at, by=request.access.actor)


@router.post("/incidents/{ref}/take_fix_back", response=FixOut)
def take_fix_back(request: ApiRequest, ref: str, body: FixIdIn) -> Fix:
    fix = by_ref(Fix.objects.filter(incident=_work(request, ref)), str(body.fix))
    return taking_back.take_fix_back(fix, by=request.access.actor)


def _work(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *WORK)
    return find_incident(ref, request.access, for_work=True)


def _curve(drawn: CurveOf) -> dict[str, Any]:
    outlook, names = drawn.outlook, labels()
    return {
        "word": drawn.curve.word,
        "since": drawn.since,
        "affected": drawn.curve.affected,
        "reported": drawn.curve.reported,
        "points": [
            {
                "at": _at(drawn, one.at),
                "rate": one.rate,
                "low": one.low,
                "high": one.high,
                "reports": one.reports,
                "word": one.word,
            }
            for one in drawn.curve.points
        ],
        "marks": [{"at": mark.at, "words": mark.words} for mark in drawn.marks],
        "fix": outlook if outlook and outlook.fix_word else None,
        "rising": [
            {**one, "label": names.get(one["attribute"], one["attribute"])}
            for one in (outlook.rising if outlook else [])
        ],
    }


def _at(drawn: CurveOf, minutes: float) -> datetime:
    return drawn.at(minutes)
