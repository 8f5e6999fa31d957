"""Swaps of shifts, for programs that act for a person."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router

from andon.kit.errors import NotAllowed
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import User

from .access import may_take, may_withdraw, open_swaps
from .actions import ask_for_swap as asking_for_swap
from .actions import decline_swap as declining_swap
from .actions import take_swap as taking_swap
from .actions import withdraw_swap as withdrawing_swap
from .models import Schedule, Swap
from .shapes import SwapBody, SwapOut

router = Router(tags=["On call"])


@router.get("/swaps", response=list[SwapOut])
def list_swaps(request: ApiRequest) -> Any:
    """Those that are open and concern her or her teams."""
    return open_swaps(request.access)


@router.post("/schedules/{ref}/ask_for_swap", response={201: SwapOut})
def ask_for_swap(request: ApiRequest, ref: str, body: SwapBody) -> Swap:
    """The others of her layers are asked to take a span of hers."""
    schedule = by_ref(Schedule.objects.select_related("team"), ref, human="slug")
    return asking_for_swap.ask_for_swap(schedule, asker=herself(request), **body.dict(), by=request.access.actor)


@router.post("/swaps/{ref}/take_swap", response=SwapOut)
def take_swap(request: ApiRequest, ref: UUID) -> Swap:
    swap, user = _swap(ref), herself(request)
    if not may_take(request.access, swap):
        raise NotAllowed(_("This was not offered to you."))
    return taking_swap.take_swap(swap, taker=user, by=request.access.actor)


@router.post("/swaps/{ref}/decline_swap", response={204: None})
def decline_swap(request: ApiRequest, ref: UUID) -> None:
    declining_swap.decline_swap(_swap(ref), user=herself(request), by=request.access.actor)


@router.post("/swaps/{ref}/withdraw_swap", response={204: None})
def withdraw_swap(request: ApiRequest, ref: UUID) -> None:
    swap = _swap(ref)
    if not may_withdraw(request.access, swap):
        raise NotAllowed(_("Only who asked takes it back."))
    withdrawing_swap.withdraw_swap(swap, by=request.access.actor)


def _swap(ref: UUID) -> Swap:
    return by_ref(Swap.objects.select_related("schedule__team"), str(ref))


def herself(request: ApiRequest) -> User:
    user = User.objects.filter(id=request.access.user_id, is_active=True).first() if request.access.user_id else None
    if user is None:
        raise NotAllowed(_("A token of a person is needed: shifts are swapped by people."))
    return user
