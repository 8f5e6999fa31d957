from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.cases.notices import ASSIGNED
from andon.notifications.actions.notify import notify
from andon.notifications.models import Notice
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_assigned(case: Case, *, to: UUID, key: str, by: Actor) -> list[Notice]:
    """Tell somebody that a case became hers, once for each `key`; not who took it herself."""
    person = User.objects.select_related("stand_in").get(id=to)
    with translation.override(person.locale):
        said = {"ref": case.ref, "title": case.title}
        notice = NoticeIn(
            key=f"assigned:{key}:{person.id}",
            kind=ASSIGNED,
            person=person,
            subject=case.subject,
            by=by,
            headline=_("%(ref)s is yours now: %(title)s") % said,
            text=_("A colleague gave you %(ref)s, %(title)s.") % said,
            path=reverse("cases:case", args=[case.ref]),
        )
    return notify([notice])
