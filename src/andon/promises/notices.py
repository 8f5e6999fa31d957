"""What people are told about promises."""

from django.utils.translation import gettext_lazy as _

from andon.cases.models import Case
from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Notice

from .models import Promise

DUE = "promises.due"


def key_of_notice(promise: Promise) -> str:
    """Another moment is another promise."""
    return f"promise:{promise.pk}:{int(promise.due_at.timestamp())}"


def _still_waits(notice: Notice) -> bool:
    homes = Case.objects.with_homes([notice.subject_id]).order_by().values("id")
    waiting = Promise.objects.unanswered().filter(case__in=homes)
    return any(notice.key.startswith(key_of_notice(promise)) for promise in waiting)


register_kind(
    NoticeKind(
        key=DUE,
        name=_("A promise is due"),
        about=_("what was promised to a customer in an answer; leads, when it is late"),
        still_wanted=_still_waits,
    )
)
