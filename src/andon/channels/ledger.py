"""The steps of a delivery through the ledger; each commits on its own, around the hand-over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from andon.kit import clock
from andon.kit.text import scrub
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record, record_all
from andon.work.plan import postpone

from .actions.suppress_address import suppress_address
from .facts import DeliveryFailed, DeliveryHandedOver, DeliverySuppressed, DeliveryTold
from .models import Delivery
from .models.delivery import State
from .models.suppression import Reason
from .reads.suppressed import suppressed
from .rechecks import Wait, Withdraw, is_rechecked, recheck
from .rules.bounces import ends_address
from .send_slots import take_slots

SYSTEM = Actor.system("channels")
OPEN = (State.PLANNED, State.HANDING_OVER)


class DeliveryFacts(TypedDict):
    at: datetime
    delivery: UUID
    key: str
    purpose: str
    channel: str


def facts_of(delivery: Delivery) -> DeliveryFacts:
    return DeliveryFacts(
        at=delivery.at, delivery=delivery.id, key=delivery.key, purpose=delivery.purpose, channel=delivery.channel
    )


def begin(key: str) -> Delivery | None:
    """`begin_all` of one; None when there is nothing (more) to hand over."""
    return begin_all([key]).get(key)


@transaction.atomic
def begin_all(keys: Sequence[str]) -> dict[str, Delivery]:
    """Say that the hand-over of these begins; without those of which nothing is (or shall be) handed over any more.

    Finding one begun already means that a process ended between the hand-over and its record: it is in doubt, and goes
    out again with the same Message-ID.
    """
    found = Delivery.objects.select_for_update(of=("self",)).select_related("mailbox").order_by("at", "id")
    waiting = [one for one in found.filter(key__in=keys) if one.state in OPEN]
    leaving = _let_leave([one for one in waiting if _is_wanted(one)])
    for delivery in leaving:
        delivery.repeats += delivery.state == State.HANDING_OVER
        delivery.state = State.HANDING_OVER
        delivery.attempts += 1
    Delivery.objects.bulk_update(leaving, ["state", "attempts", "repeats", "slot_at"])
    return {one.key: one for one in leaving}


def _is_wanted(delivery: Delivery) -> bool:
    if is_rechecked(delivery):
        # The second thoughts about another of them may have called it off.
        delivery.refresh_from_db(fields=["state"])
        if delivery.state not in OPEN:
            return False
    match recheck(delivery):
        case Withdraw(why):
            delivery.state, delivery.error = State.WITHDRAWN, why[:2000]
            delivery.save(update_fields=["state", "error"])
            return False
        case Wait(until):
            postpone(f"delivery:{delivery.key}", until=until)
            return False
    return True


def _let_leave(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Those that are written to at all, and now. Who works here is always written to: no page is held back."""
    outside = [one for one in deliveries if one.channel == "email" and one.recipient_kind != "user"]
    stopped = suppressed(address for one in outside for address in (one.address, *one.copies))
    for one in outside:
        if one.address.lower() in stopped:
            _suppress(one, stopped[one.address.lower()])
        else:
            one.copies = [copy for copy in one.copies if copy.lower() not in stopped]
    wait = _take_slots([one for one in outside if one.state != State.SUPPRESSED])
    return [one for one in deliveries if one.state != State.SUPPRESSED and one not in wait]


def _take_slots(deliveries: Sequence[Delivery]) -> set[Delivery]:
    """Those that must wait for a slot; the next try of the others needs one of its own."""
    now = clock.now()
    without = [one for one in deliveries if one.slot_at is None]
    slots = take_slots([one.address.rpartition("@")[2].lower() for one in without], now)
    for one, slot in zip(without, slots, strict=True):
        one.slot_at = slot
    wait = {one for one in deliveries if one.slot_at and one.slot_at > now}
    for one in deliveries:
        if one in wait:
            one.save(update_fields=["slot_at"])
            postpone(f"delivery:{one.key}", until=one.slot_at or now)
        else:
            one.slot_at = None
    return wait


def _suppress(delivery: Delivery, why: str) -> None:
    delivery.state, delivery.error = State.SUPPRESSED, f"mail to this address is stopped: {why}"[:2000]
    delivery.save(update_fields=["state", "error"])
    record(DeliverySuppressed(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])


def told(delivery: Delivery, *, receipt: bool) -> None:
    """The other side has it. What a receipt said in the meantime (it arrived, it failed) stays."""
    told_all([delivery], receipt=receipt)


@transaction.atomic
def told_all(deliveries: Sequence[Delivery], *, receipt: bool) -> None:
    now = clock.now()
    state = State.TOLD if receipt else State.HANDED_OVER
    moved = _move(deliveries, state, handed_over_at=now, told_at=now if receipt else None, error="")
    made = DeliveryTold if receipt else DeliveryHandedOver
    record_all([Entry(made(**facts_of(one)), one.subject, SYSTEM, [one.recipient]) for one in moved])


@transaction.atomic
def not_begun(deliveries: Sequence[Delivery]) -> None:
    """Nobody came to hand these over; they are planned as before, and this try does not count."""
    _move(deliveries, State.PLANNED, attempts=Greatest(F("attempts") - 1, 0))


@transaction.atomic
def not_yet(delivery: Delivery, *, why: str) -> None:
    """As far as is known it did not arrive; it is planned as before."""
    _move([delivery], State.PLANNED, error=why[:2000])


@transaction.atomic
def failed(delivery: Delivery, *, why: str) -> None:
    """Refused for good; an address that the relay says does not exist is not tried again."""
    if not _move([delivery], State.FAILED, error=why[:2000]):
        return
    record(DeliveryFailed(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])
    if delivery.channel == "email" and delivery.recipient_kind != "user" and ends_address("", why):
        suppress_address(delivery.address, by=SYSTEM, reason=Reason.BOUNCE, why=scrub(why)[:500])


def _move(deliveries: Sequence[Delivery], state: State, **more: Any) -> list[Delivery]:
    """On from the state in which this process saw them last, all in the same; without those that were moved since."""
    before = {one.key: one.state for one in deliveries}
    still = Delivery.objects.select_for_update().filter(key__in=before).order_by("at", "id")
    same = {key for key, now in still.values_list("key", "state") if now == before[key]}
    Delivery.objects.filter(key__in=same).update(state=state, **more)
    moved = [one for one in deliveries if one.key in same]
    for one in moved:
        for name, value in {"state": state, **more}.items():
            setattr(one, name, value)
    return moved
