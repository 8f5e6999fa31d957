"""Notices about being on call, to those who work here: by mail, each decided once by its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.kit.subject import Subject
from andon.people.models import User

from .models import Schedule

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
    deliver(
        [
            DeliveryIn(
                key=f"{one.key}:{one.user.id}",
                purpose=PURPOSE,
                subject=subject,
                recipient=one.user.subject,
                recipient_name=one.user.name,
                sender_name="Andon",
                address=one.user.email,
                headline=one.headline,
                text=one.text,
            )
            for one in notices
        ]
    )
