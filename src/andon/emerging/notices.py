"""What people are told about emerging issues."""

from django.utils.translation import gettext_lazy as _

from andon.notifications.kinds import NoticeKind, register_kind
from andon.notifications.models import Choice, Notice

from .models import EmergingIssue

LEADS, OWNERS = "emerging.emerging", "emerging.my_case"


def _is_undecided(notice: Notice) -> bool:
    return EmergingIssue.objects.undecided().filter(id=notice.subject_id).exists()


register_kind(
    NoticeKind(
        key=LEADS,
        name=_("Something is emerging"),
        about=_("more people than usual tell the same; told to leads and the likely owner’s team"),
        usual=Choice.HIGH,
        still_wanted=_is_undecided,
    )
)
register_kind(
    NoticeKind(
        key=OWNERS,
        name=_("A case of yours is part of something emerging"),
        about=_("more people than usual tell what your case tells"),
        still_wanted=_is_undecided,
    )
)
