from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.cases.notices import REPLIED
from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.models import Notice
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User


@transaction.atomic
def tell_owner(case_id: UUID, *, about: UUID) -> list[Notice]:
    """Tell the owner that her customer wrote; once for each message (`about`), without its text.

    While she is away her stand-in is told by `tell_stand_in`; it stands in no list of hers then.
    """
    case = Case.objects.with_people().select_related("owner__stand_in").get(id=case_id)
    owner = case.owner
    if owner is None or (owner.is_away(clock.now()) and owner.stand_in):
        return []
    return notify([_notice(case, owner, about)])


def _notice(case: Case, owner: User, about: UUID) -> NoticeIn:
    with translation.override(owner.locale):
        said = {"ref": case.ref, "title": case.title}
        return NoticeIn(
            key=f"replied:{about}:{owner.id}",
            kind=REPLIED,
            person=owner,
            subject=case.subject,
            headline=_("Your customer wrote in %(ref)s: %(title)s") % said,
            text=_("Your customer wrote in %(ref)s, %(title)s.") % said,
            path=reverse("cases:case", args=[case.ref]),
        )
