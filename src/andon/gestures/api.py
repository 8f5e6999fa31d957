"""What customers are given, for programs: the same acts as at the screens."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from andon.cases.models import Case
from andon.cases.named import seen, team_named, workable
from andon.kit.errors import Invalid, Missing, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import approve_gesture as approving
from .actions import decline_gesture as declining
from .actions import give_gesture as giving
from .actions import meet_gesture as meeting
from .actions import offer_gesture as offering
from .actions import put_gesture_kind as putting_kind
from .actions import put_gesture_limit as putting_limit
from .actions import waive_gesture as waiving
from .models import Gesture, GestureKind, GestureLimit
from .reads.gestures_of import related

router = Router(tags=["Gestures"])


class GestureOut(Schema):
    id: UUID
    case_id: UUID
    kind: str = Field(alias="kind.slug")
    amount: Decimal | None
    currency: str
    why: str
    state: str = Field(description="waits, declined, owed, done or waived")
    asked_by: str
    asked_at: datetime
    decided_by: str
    declined_why: str
    offered_at: datetime | None
    reference: str


class KindBody(Schema):
    slug: str
    name: str
    has_amount: bool = True
    is_active: bool = True
    position: int = Field(100, ge=0, le=30_000)


class LimitBody(Schema):
    role: str = Field(description="agent or lead")
    team: str = Field("", description="id or slug; empty: every team without a limit of its own")
    currency: str
    amount: Decimal | None = Field(None, description="without it the limit is taken away")


class LimitOut(Schema):
    role: str
    team_id: UUID | None
    currency: str
    amount: Decimal


class GiveBody(Schema):
    kind: str = Field(description="its slug")
    amount: Decimal | None = None
    currency: str = Field("", description="three letters")
    why: str


class WhyBody(Schema):
    why: str


class OfferBody(Schema):
    body: str = Field(description="the answer that the customer reads")


class DoneBody(Schema):
    reference: str = Field(description="number of the booking or parcel")


@router.get("/gesture_kinds", response=list[KindBody])
def list_gesture_kinds(request: ApiRequest) -> list[GestureKind]:
    only_for(request.access, "agent", "lead", "administrator")
    return list(GestureKind.objects.all())


@router.post("/gesture_kinds/put_gesture_kind", response=KindBody)
def put_gesture_kind(request: ApiRequest, body: KindBody) -> GestureKind:
    only_for(request.access, "administrator")
    return putting_kind.put_gesture_kind(**body.dict(), by=request.access.actor)


@router.get("/gesture_limits", response=list[LimitOut])
def list_gesture_limits(request: ApiRequest) -> list[GestureLimit]:
    only_for(request.access, "lead", "administrator")
    return list(GestureLimit.objects.all())


@router.post("/gesture_limits/put_gesture_limit", response=list[LimitOut])
def put_gesture_limit(request: ApiRequest, body: LimitBody) -> list[GestureLimit]:
    """Answers all limits."""
    only_for(request.access, "administrator")
    given = body.dict() | {"team": team_named(body.team, "team")}
    putting_limit.put_gesture_limit(**given, by=request.access.actor)
    return list(GestureLimit.objects.all())


@router.get("/gestures", response=Page[GestureOut])
def list_gestures(request: ApiRequest, window: Query[Window], waiting: bool = False) -> dict[str, Any]:
    """Those of the cases that the caller sees, newest first; `waiting`: those that she may approve or decline."""
    found = Gesture.objects.approvable_by if waiting else Gesture.objects.visible_to
    return page(related(found(request.access)), "-asked_at", "-id", window=window)


@router.get("/cases/{ref}/gestures", response=list[GestureOut])
def list_case_gestures(request: ApiRequest, ref: str) -> list[Gesture]:
    """With those of what was merged into the case."""
    homes = Case.objects.with_homes([seen(request.access, ref).id]).order_by()
    return list(related(Gesture.objects.visible_to(request.access)).filter(case__in=homes))


@router.post("/cases/{ref}/give_gesture", response=GestureOut)
def give_gesture(request: ApiRequest, ref: str, body: GiveBody) -> Gesture:
    """Above the caller's limit it waits for a lead; a program of its own always asks one."""
    case = workable(request.access, ref)
    kind = GestureKind.objects.filter(slug=body.kind).first()
    if kind is None:
        raise Invalid({"kind": _("There is no such kind.")})
    given = body.dict() | {"kind": kind}
    return giving.give_gesture(case, **given, by=request.access.actor)


@router.post("/gestures/{id}/approve_gesture", response=GestureOut)
def approve_gesture(request: ApiRequest, id: UUID) -> Gesture:
    return approving.approve_gesture(_decidable(request, id), by=request.access.actor)


@router.post("/gestures/{id}/decline_gesture", response=GestureOut)
def decline_gesture(request: ApiRequest, id: UUID, body: WhyBody) -> Gesture:
    return declining.decline_gesture(_decidable(request, id), by=request.access.actor, why=body.why)


@router.post("/gestures/{id}/offer_gesture", response=GestureOut)
def offer_gesture(request: ApiRequest, id: UUID, body: OfferBody) -> Gesture:
    """The answer leaves at once."""
    return offering.offer_gesture(_workable(request, id), by=request.access.actor, body=body.body, send_now=True)


@router.post("/gestures/{id}/meet_gesture", response=GestureOut)
def meet_gesture(request: ApiRequest, id: UUID, body: DoneBody) -> Gesture:
    return meeting.meet_gesture(_workable(request, id), by=request.access.actor, reference=body.reference)


@router.post("/gestures/{id}/waive_gesture", response=GestureOut)
def waive_gesture(request: ApiRequest, id: UUID, body: WhyBody) -> Gesture:
    return waiving.waive_gesture(_workable(request, id), by=request.access.actor, why=body.why)


def _workable(request: ApiRequest, id: UUID) -> Gesture:
    found = related(Gesture.objects.workable_by(request.access)).filter(id=id).first()
    if found is None:
        raise Missing(_("There is no such gesture that you may change."))
    return found


def _decidable(request: ApiRequest, id: UUID) -> Gesture:
    only_for(request.access, "lead")
    found = _workable(request, id)
    hers = found.asked_by == request.access.actor.key
    if found.state == "waits" and not hers and not Gesture.objects.approvable_by(request.access).filter(id=id).exists():
        raise NotAllowed(_("Only a lead of the case's team decides this."))
    return found
