"""Promises, for programs: the same acts as at the screens."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.cases.models import Case
from andon.cases.named import seen, workable
from andon.conversations.models import Message
from andon.kit.errors import Invalid, Missing, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import make_promises as making
from .actions import move_promise as moving
from .actions import withdraw_promise as withdrawing
from .models import Promise
from .promise_in import PromiseIn
from .reads.promised_in import promised_in
from .reads.promises_kept import ROLES, promises_kept
from .shapes import FigureOut, MakeBody, MoveBody, PromiseBody, PromiseOut, RecogniseBody, RecognisedOut

router = Router(tags=["Promises"])
READ = ("agent", "lead", "responder")


@router.get("/promises", response=Page[PromiseOut])
def list_promises(request: ApiRequest, window: Query[Window], state: str = "") -> dict[str, Any]:
    """The next due first."""
    only_for(request.access, *READ)
    found = Promise.objects.visible_to(request.access)
    shown = page(found.filter(state=state) if state else found, "due_at", "id", window=window)
    return {**shown, "items": [PromiseOut.of(one) for one in shown["items"]]}


@router.get("/promises_kept", response=FigureOut)
def read_promises_kept(request: ApiRequest) -> dict[str, Any]:
    """Of the last twelve weeks, by week and team of the caller; it names no person."""
    only_for(request.access, *ROLES)
    figure = promises_kept(request.access, incidents_name=_("Next updates of incidents"))
    weeks = [{"begins": day, "kept": kept} for day, kept in figure.weeks]
    return {"whole": figure.whole, "weeks": weeks, "teams": figure.teams}


@router.get("/cases/{ref}/promises", response=list[PromiseOut])
def list_case_promises(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """With those of what was merged into the case."""
    homes = Case.objects.with_homes([seen(request.access, ref).id]).order_by().values("id")
    return [PromiseOut.of(one) for one in Promise.objects.filter(case__in=homes)]


@router.post("/cases/{ref}/recognise_promises", response=list[RecognisedOut])
def recognise_promises(request: ApiRequest, ref: str, body: RecogniseBody) -> list[dict[str, Any]]:
    """What a text to its customer would promise; stores nothing."""
    found = promised_in(workable(request.access, ref), body.body, locale=body.locale)
    return [{"start": one.start, "end": one.end, "due_at": one.due_at, "zone": one.zone.key} for one in found]


@router.post("/cases/{ref}/make_promises", response=list[PromiseOut])
def make_promises(request: ApiRequest, ref: str, body: MakeBody) -> list[dict[str, Any]]:
    """Answers those that are new."""
    case = workable(request.access, ref)
    items = [_item(case, one) for one in body.promises]
    return [PromiseOut.of(one) for one in making.make_promises(case, items, by=request.access.actor)]


@router.post("/promises/{id}/move_promise", response=PromiseOut)
def move_promise(request: ApiRequest, id: UUID, body: MoveBody) -> dict[str, Any]:
    return PromiseOut.of(moving.move_promise(_workable(request, id), due_at=body.due_at, by=request.access.actor))


@router.post("/promises/{id}/withdraw_promise", response=PromiseOut)
def withdraw_promise(request: ApiRequest, id: UUID) -> dict[str, Any]:
    return PromiseOut.of(withdrawing.withdraw_promise(_workable(request, id), by=request.access.actor))


def _item(case: Case, one: PromiseBody) -> PromiseIn:
    message = None
    if one.message is not None:
        homes = Case.objects.with_homes([case.id]).order_by().values("id")
        hers = Message.objects.standing().filter(thread__subject_kind="case", thread__subject_id__in=homes)
        message = hers.filter(id=one.message, seen_by="customer").first()
        if message is None:
            raise Invalid({"message": _("This is no message to the customer of this case.")})
    return PromiseIn(due_at=one.due_at, message=message, start=one.start, end=one.end)


def _workable(request: ApiRequest, id: UUID) -> Promise:
    if not Promise.objects.visible_to(request.access).filter(id=id).exists():
        raise Missing(_("There is no such promise that you may see."))
    found = Promise.objects.workable_by(request.access).filter(id=id).first()
    if found is None:
        raise NotAllowed(_("You may read this case, not change it."))
    return found
