"""The steps of a delivery through the ledger; each commits on its own, around the hand-over."""

from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.kit.text import scrub
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import postpone

from .actions.suppress_address import suppress_address
from .facts import DeliveryFailed, DeliveryHandedOver, DeliverySuppressed, DeliveryTold
from .models import Delivery
from .models.delivery import State
from .models.suppression import Reason
from .reads.suppressed import suppressed
from .rechecks import Wait, Withdraw, recheck
from .rules.bounces import ends_address
from .send_slots import take_slot

SYSTEM = Actor.system("channels")


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


@transaction.atomic
def begin(key: str) -> Delivery | None:
    """Say that the hand-over begins; None when there is nothing (more) to hand over.

    Finding it begun already means that a process ended between the hand-over and its record: it is in doubt, and goes
    out again with the same Message-ID.
    """
    found = Delivery.objects.select_for_update(of=("self",)).select_related("mailbox")
    delivery = found.filter(key=key).first()
    if delivery is None or delivery.state not in (State.PLANNED, State.HANDING_OVER):
        return None
    if not _is_wanted(delivery) or (delivery.channel == "email" and not _may_leave(delivery)):
        return None
    if delivery.state == State.HANDING_OVER:
        delivery.repeats += 1
    delivery.state = State.HANDING_OVER
    delivery.attempts += 1
    delivery.save(update_fields=["state", "attempts", "repeats", "slot_at"])
    return delivery


def _is_wanted(delivery: Delivery) -> bool:
    match recheck(delivery):
        case Withdraw(why):
            delivery.state, delivery.error = State.WITHDRAWN, why[:2000]
            delivery.save(update_fields=["state", "error"])
            return False
        case Wait(until):
            postpone(f"delivery:{delivery.key}", until=until)
            return False
    return True


def _may_leave(delivery: Delivery) -> bool:
    """Whether it is written to at all, and now. Who works here is always written to: no page is held back."""
    if delivery.recipient_kind == "user":
        return True
    stopped = suppressed([delivery.address, *delivery.copies])
    if delivery.address.lower() in stopped:
        _suppress(delivery, stopped[delivery.address.lower()])
        return False
    delivery.copies = [copy for copy in delivery.copies if copy.lower() not in stopped]
    now = clock.now()
    slot = delivery.slot_at or take_slot(delivery.address.rpartition("@")[2].lower(), now)
    if slot > now:
        delivery.slot_at = slot
        delivery.save(update_fields=["slot_at"])
        postpone(f"delivery:{delivery.key}", until=slot)
        return False
    # The next try needs a slot of its own.
    delivery.slot_at = None
    return True


def _suppress(delivery: Delivery, why: str) -> None:
    delivery.state, delivery.error = State.SUPPRESSED, f"mail to this address is stopped: {why}"[:2000]
    delivery.save(update_fields=["state", "error"])
    record(DeliverySuppressed(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])


@transaction.atomic
def told(delivery: Delivery, *, receipt: bool) -> None:
    """The other side has it. What a receipt said in the meantime (it arrived, it failed) stays."""
    now = clock.now()
    state = State.TOLD if receipt else State.HANDED_OVER
    if not _move(delivery, state, handed_over_at=now, told_at=now if receipt else None, error=""):
        return
    fact = DeliveryTold(**facts_of(delivery)) if receipt else DeliveryHandedOver(**facts_of(delivery))
    record(fact, subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])


@transaction.atomic
def not_yet(delivery: Delivery, *, why: str) -> None:
    """As far as is known it did not arrive; it is planned as before."""
    _move(delivery, State.PLANNED, error=why[:2000])


@transaction.atomic
def failed(delivery: Delivery, *, why: str) -> None:
    """Refused for good; an address that the relay says does not exist is not tried again."""
    if not _move(delivery, State.FAILED, error=why[:2000]):
        return
    record(DeliveryFailed(**facts_of(delivery)), subject=delivery.subject, by=SYSTEM, about=[delivery.recipient])
    if delivery.channel == "email" and delivery.recipient_kind != "user" and ends_address("", why):
        suppress_address(delivery.address, by=SYSTEM, reason=Reason.BOUNCE, why=scrub(why)[:500])


def _move(delivery: Delivery, state: State, **more: Any) -> bool:
    """On from where this process saw it last; False when somebody else has moved it since."""
    if not Delivery.objects.filter(pk=delivery.pk, state=delivery.state).update(state=state, **more):
        return False
    for name, value in {"state": state, **more}.items():
        setattr(delivery, name, value)
    return True
