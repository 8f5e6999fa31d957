"""What people are told about being on call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from andon.kit.subject import Subject
from andon.notifications.actions.notify import notify
from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Notice
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User

from .models import Gap, Schedule, SwapOffer

HAND_OVER, WEEK = "schedules.hand_over", "schedules.week_ahead"
GAP, SWAP, SWAP_ENDED = "schedules.gap", "schedules.swap", "schedules.swap_ended"


@dataclass(frozen=True, slots=True)
class Told:
    """`key` and the person make it once."""

    key: str
    user: User
    headline: str
    text: str
    not_before: datetime | None = None


def tell(kind: str, subject: Subject, told: Sequence[Told]) -> None:
    notify(
        [
            NoticeIn(
                key=f"{one.key}:{one.user.id}",
                kind=kind,
                person=one.user,
                subject=subject,
                headline=one.headline,
                text=one.text,
                path=reverse("schedules:on_call"),
                not_before=one.not_before,
            )
            for one in told
        ]
    )


def _still_open(notice: Notice) -> bool:
    return Gap.objects.filter(id=notice.subject_id, closed_at=None).exists()


def _still_so(notice: Notice) -> bool:
    """Who hears after her quiet hours that she is on call must still be; the same for who went off."""
    on = Schedule.objects.filter(id=notice.subject_id).values_list("told_on", flat=True).first() or []
    return (notice.user_id in on) == (":off:" not in notice.key)


def _still_asked(notice: Notice) -> bool:
    """Who said no, or was not fast enough, need not be asked any more."""
    offers = SwapOffer.objects.filter(swap=notice.subject_id, user=notice.user_id, declined_at=None)
    return offers.filter(swap__state="asked").exists()


register_kind(
    NoticeKind(
        key=HAND_OVER,
        name=_("You come on call, or go off"),
        about=_("when a watch of yours begins or ends"),
        still_wanted=_still_so,
        hers_alone=True,
    )
)
register_kind(
    NoticeKind(key=WEEK, name=_("Your week on call"), about=_("on Monday, where you have a watch"), hers_alone=True)
)
register_kind(
    NoticeKind(
        key=GAP,
        name=_("Nobody will be on call"),
        about=_("for a schedule of your team, two weeks ahead"),
        still_wanted=_still_open,
    )
)
register_kind(
    NoticeKind(
        key=SWAP,
        name=_("Somebody asks you to swap"),
        about=_("told in your own working hours"),
        still_wanted=_still_asked,
        hers_alone=True,
    )
)
register_kind(
    NoticeKind(
        key=SWAP_ENDED,
        name=_("What became of your swap"),
        about=_("somebody took it, or nobody did"),
        hers_alone=True,
    )
)
