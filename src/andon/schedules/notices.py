"""Notices about being on call, to those who work here: by mail, each decided once by its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit.subject import Subject
from andon.people.models import User

from .models import Schedule, Swap

PURPOSE = "on_call"


@dataclass(frozen=True, slots=True)
class Notice:
    """`key` and the person make it once."""

    key: str
    user: User
    headline: str
    text: str


def send(schedule: Schedule, notices: Sequence[Notice]) -> None:
    send_about(schedule.subject, notices)


def send_about(subject: Subject, notices: Sequence[Notice]) -> None:
    deliver([delivery_of(subject, one) for one in notices])


def delivery_of(subject: Subject, one: Notice, not_before: datetime | None = None) -> DeliveryIn:
    return DeliveryIn(
        key=f"{one.key}:{one.user.id}",
        purpose=PURPOSE,
        subject=subject,
        recipient=one.user.subject,
        recipient_name=one.user.name,
        sender_name="Andon",
        address=one.user.email,
        headline=one.headline,
        text=one.text,
        not_before=not_before,
    )


def withdraw_offers(swap: Swap) -> None:
    """Who was not told yet need not be told any more."""
    keys = [f"swap:{swap.id}:{offer.user_id}" for offer in swap.offers.all()]
    for key in Delivery.objects.filter(key__in=keys, state=State.PLANNED).values_list("key", flat=True):
        withdraw_delivery(key)
