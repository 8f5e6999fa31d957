from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.cases.notices import MENTIONED
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_mentioned(case: Case, people: Sequence[UUID], *, message: UUID, by: Actor) -> None:
    """Tell those whom a note calls by name where to look; once for each note and person, without its text."""
    called = User.objects.select_related("stand_in").filter(id__in=people, is_active=True)
    notify([_notice(case, person, message, by) for person in called])


def _notice(case: Case, person: User, message: UUID, by: Actor) -> NoticeIn:
    with translation.override(person.locale):
        return NoticeIn(
            key=f"mention:{message}:{person.id}",
            kind=MENTIONED,
            person=person,
            subject=case.subject,
            by=by,
            headline=_("You are called in %(ref)s") % {"ref": case.ref},
            text=_("A colleague calls you in %(ref)s, %(title)s.") % {"ref": case.ref, "title": case.title},
            path=reverse("cases:case", args=[case.ref]),
        )
