"""Signals, for programs: what is said on forums, review sites, social networks, in product feedback and surveys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.rest.batch import MOST_ITEMS, Each, Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import dismiss_signal as dismissing
from .actions import receive_signal as receiving
from .actions import receive_signals as receiving_many
from .actions import restore_signal as restoring
from .models import Signal
from .reads.found_signals import SignalFilter, found_signals
from .shapes import SignalBody

router = Router(tags=["Signals"])


class ReceiveSignals(Schema):
    items: list[Each[SignalBody]] = Field(max_length=MOST_ITEMS)


class SignalOut(Schema):
    id: UUID
    source: str
    external_key: str
    text: str
    author_name: str
    author_handle: str
    author_email: str
    contact_id: UUID | None
    url: str
    happened_at: datetime
    received_at: datetime
    rating: float | None
    rating_best: float
    language: str
    attributes: dict[str, Any]
    verified: bool
    status: str
    became_kind: str
    became_id: UUID | None
    dismiss_reason: str
    dismiss_note: str


class DismissBody(Schema):
    reason: str = Field(description="nothing_to_do, answered_there, known_already, not_about_us, spam, other")
    note: str = ""


@router.get("/signals", response=Page[SignalOut])
def list_signals(
    request: ApiRequest, window: Query[Window], source: str = "", rating: str = "", status: str = "", q: str = ""
) -> dict[str, Any]:
    """The newest first. `rating`: low, middle, high or none; `status`: new, taken or dismissed; `q`: words of it."""
    found = found_signals(request.access, SignalFilter(source=source, rating=rating, status=status, words=q))
    return page(found, "-happened_at", "-id", window=window)


@router.post("/signals", response=SignalOut)
def receive_signal(request: ApiRequest, body: SignalBody) -> Signal:
    only_for(request.access, "agent", "lead")
    return receiving.receive_signal(body.given(), by=request.access.actor)


@router.post("/signals/receive_signals", response=list[Outcome[SignalOut]])
def receive_signals(request: ApiRequest, body: ReceiveSignals) -> list[dict[str, Any]]:
    only_for(request.access, "agent", "lead")
    by = request.access.actor
    return answer_each(
        body.items, lambda items: receiving_many.receive_signals([item.given() for item in items], by=by)
    )


@router.get("/signals/{ref}", response=SignalOut)
def read_signal(request: ApiRequest, ref: UUID) -> Signal:
    return _named(request, ref)


@router.post("/signals/{ref}/dismiss_signal", response=SignalOut)
def dismiss_signal(request: ApiRequest, ref: UUID, body: DismissBody) -> Signal:
    only_for(request.access, "agent", "lead")
    return dismissing.dismiss_signal(_named(request, ref), by=request.access.actor, **body.dict())


@router.post("/signals/{ref}/restore_signal", response=SignalOut)
def restore_signal(request: ApiRequest, ref: UUID) -> Signal:
    only_for(request.access, "agent", "lead")
    return restoring.restore_signal(_named(request, ref), by=request.access.actor)


def _named(request: ApiRequest, ref: UUID) -> Signal:
    return by_ref(Signal.objects.visible_to(request.access), str(ref))
